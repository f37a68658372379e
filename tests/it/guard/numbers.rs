//! Personal numbers for tests, made when they run: none is stored. And the ways in which people and
//! programs write them.

/// A source of numbers that look random and are the same each time (splitmix64).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % below
    }
}

/// A personal number of some kind, as ten digits: of any birthday, given before October 2007 or (on
/// 1 January) after, or a replacement number.
pub(crate) fn number(dice: &mut Dice) -> String {
    let kind = dice.roll(10);
    let (day, month, year) = if kind == 0 {
        (1, 1, dice.roll(100))
    } else {
        (1 + dice.roll(28), 1 + dice.roll(12), dice.roll(100))
    };
    let day = if kind == 1 { day + 60 } else { day };
    let date = format!("{day:02}{month:02}{year:02}");
    let start = dice.roll(10_000);
    if kind == 0 {
        return format!("{date}{start:04}");
    }
    let mut serials = (0..10_000).map(|step| format!("{date}{:04}", (start + step) % 10_000));
    serials.find(|number| fits(number)).unwrap_or_default()
}

/// A number whose last digit does not fit, as they are given since October 2007.
pub(crate) fn unfitting(dice: &mut Dice) -> String {
    loop {
        let date = format!("{:02}{:02}{:02}", 1 + dice.roll(28), 1 + dice.roll(12), dice.roll(100));
        let number = format!("{date}{:04}", dice.roll(10_000));
        if !fits(&number) {
            return number;
        }
    }
}

/// Modulus 11 with the weights 4 3 2 7 6 5 4 3 2 1.
pub(crate) fn fits(number: &str) -> bool {
    let weights = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
    let digits = number.bytes().map(|digit| u32::from(digit - b'0'));
    digits.zip(weights).map(|(digit, weight)| digit * weight).sum::<u32>().is_multiple_of(11)
}

/// A digit in a black circle.
fn circled(digit: char) -> char {
    let ones = digit.to_digit(10).and_then(|digit| digit.checked_sub(1));
    ones.and_then(|ones| char::from_u32(0x2776 + ones)).unwrap_or('⓿')
}

/// A number in the ways that it is written in. All but the first two part it after the date, or
/// disguise it.
pub(crate) fn spellings(number: &str) -> Vec<(&'static str, String)> {
    let (date, last) = number.split_at(6);
    let [day, month, year] = [&date[..2], &date[2..4], &date[4..]];
    let each = |coded: &dyn Fn(char) -> String| number.chars().map(coded).collect::<String>();
    let moved = |zero: u32| {
        each(&|digit| char::from_u32(zero + digit as u32 - 48).unwrap_or_default().to_string())
    };
    let joined = |between: &str| number.chars().map(String::from).collect::<Vec<_>>().join(between);
    vec![
        ("ten digits", number.to_owned()),
        ("as a telephone link", format!("<a href=\"tel:{number}\">ring</a>")),
        ("dash", format!("{date}-{last}")),
        ("dash with spaces", format!("{date} - {last}")),
        ("space", format!("{date} {last}")),
        ("dot", format!("{date}.{last}")),
        ("slash", format!("{date}/{last}")),
        ("underscore", format!("{date}_{last}")),
        ("dots in the date", format!("{day}.{month}.{year}-{last}")),
        ("dashes in the date", format!("{day}-{month}-{year}-{last}")),
        ("slashes in the date", format!("{day}/{month}/{year}-{last}")),
        ("spaces in the date", format!("{day} {month} {year} {last}")),
        ("digit by digit", joined(" ")),
        ("hyphen U+2010", format!("{date}\u{2010}{last}")),
        ("non-breaking hyphen", format!("{date}\u{2011}{last}")),
        ("en dash", format!("{date}–{last}")),
        ("em dash", format!("{date}—{last}")),
        ("minus", format!("{date}−{last}")),
        ("full-width dash", format!("{date}－{last}")),
        ("non-breaking space", format!("{date}\u{a0}{last}")),
        ("thin space", format!("{date}\u{2009}{last}")),
        ("soft hyphen", format!("{date}\u{ad}-{last}")),
        ("zero-width space", joined("\u{200b}")),
        ("word joiner and dash", format!("{day}\u{2060}{month}{year}-\u{feff}{last}")),
        ("full-width digits", moved(0xff10)),
        ("Arabic digits", moved(0x660)),
        ("mathematical digits", moved(0x1d7ce)),
        ("entities", each(&|digit| format!("&#{};", digit as u32))),
        ("hexadecimal entities", each(&|digit| format!("&#x{:x};", digit as u32))),
        ("named entities", format!("{date}&ndash;{last}")),
        ("entity of a space", format!("{date}&nbsp;{last}")),
        ("entity of a soft hyphen", format!("{day}&shy;{month}&shy;{year}-{last}")),
        ("percent-encoded", each(&|digit| format!("%{:02x}", digit as u32))),
        ("dash percent-encoded", format!("https://a.example/?q={date}%2D{last}")),
        ("escapes of JSON", each(&|digit| format!("\\u{:04x}", digit as u32))),
        ("bold", format!("**{date}**-{last}")),
        ("tags", format!("<b>{date}</b>-<span class=\"x\">{last}</span>")),
        ("comment in between", format!("{date}<!-- -->-{last}")),
        ("link", format!("[{date}](/a/)-{last}")),
        ("line break", format!("{date}-\n{last}")),
        ("line break alone", format!("{date}\n{last}")),
        ("quotation", format!("> {date}-\n> {last}")),
        ("escaped dash", format!("{date}\\-{last}")),
        ("beside letters", format!("cpr{date}-{last}x")),
        ("macron", format!("{date}¯{last}")),
        ("half-width mark of a long vowel", format!("{date}ｰ{last}")),
        ("what was no UTF-8", format!("{date}\u{fffd}{last}")),
        ("quoted-printable", format!("{date}=2D{last}")),
        ("CDATA", format!("<![CDATA[{date}]]>-<![CDATA[{last}]]>")),
        ("a line for the dash", format!("{date}\n-\n{last}")),
        ("a long comment", format!("{date}<!-- {} -->-{last}", "x".repeat(2_000))),
        ("a long word before it", format!("ansoegningomkontanthjaelp{date}-{last}")),
        ("black circles", each(&|digit| circled(digit).to_string())),
        ("the letter O for zeros", format!("{date}-{last}").replace('0', "O")),
        ("the letter l for ones", format!("{date}-{last}").replace('1', "l")),
    ]
}
