//! Personal numbers wherever and however they may be written, made when the tests run; what looks
//! like them; addresses and telephone numbers of people; exceptions that hold no longer.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Blocked, Faults, Input, PAGE, SITE, Taken, Told, body, one, page};
use crate::guard::numbers::{Dice, number, spellings};

/// A number with a dash.
fn parted() -> String {
    let number = number(&mut Dice::new(84));
    format!("{}-{}", &number[..6], &number[6..])
}

/// A number is found, whatever else is told of how it is written.
const FOUND: super::Expected = Blocked("personal-number");

fn in_every_spelling() -> impl Iterator<Item = Input> {
    let number = number(&mut Dice::new(78));
    spellings(&number).into_iter().map(|(_, written)| {
        let text = page("", &format!("Ring til borgeren, hvis cpr er {written} i skemaet."));
        one(78, "46 ways to write a number", (PAGE, text), FOUND)
    })
}

fn archive(part: &str, text: &str) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("[Content_Types].xml", "<Types/>"), (part, text)] {
        writer.start_file(name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(text.as_bytes()).expect("a part");
    }
    writer.finish().expect("an archive").into_inner()
}

/// A PDF of one page with a text, and a title; nothing in it is packed.
fn pdf(text: &str, title: &str) -> Vec<u8> {
    let content = format!("BT /F1 12 Tf ({text}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Courier >> >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        format!("<< /Title ({title}) >>"),
    ];
    let (mut file, mut entries) = ("%PDF-1.4\n".to_owned(), String::new());
    for (object, number) in objects.iter().zip(1..) {
        writeln!(entries, "{:010} 00000 n ", file.len()).expect("a line");
        writeln!(file, "{number} 0 obj\n{object}\nendobj").expect("an object");
    }
    let table = file.len();
    let trailer = "<< /Size 6 /Root 1 0 R /Info 5 0 R >>";
    let head = "xref\n0 6\n0000000000 65535 f \n";
    writeln!(file, "{head}{entries}trailer\n{trailer}\nstartxref\n{table}\n%%EOF")
        .expect("a table");
    file.into_bytes()
}

fn attached() -> Vec<Input> {
    let number = parted();
    let file = |what, path: &str, bytes: Vec<u8>| one(80, what, (path, bytes), FOUND);
    let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><text>{number}</text></svg>");
    let exif =
        [b"\xff\xd8\xff\xe1\x00\x40Exif\0\0".as_slice(), number.as_bytes(), b"\0\xff\xd9"].concat();
    let word = format!("<w:document><w:p><w:r><w:t>{number}</w:t></w:r></w:p></w:document>");
    let excel = format!(
        "<workbook><sheets><sheet name=\"{number}\" state=\"hidden\"/></sheets></workbook>"
    );
    vec![
        file("the text of a PDF", "content/files/plan.pdf", pdf(&number, "Plan")),
        file("the title of a PDF", "content/files/plan.pdf", pdf("Plan", &number)),
        file("Word", "content/files/plan.docx", archive("word/document.xml", &word)),
        file(
            "a hidden sheet of Excel",
            "content/files/plan.xlsx",
            archive("xl/workbook.xml", &excel),
        ),
        file("EXIF of a photograph", "content/images/kort.jpg", exif),
        file("the text of a drawing", "content/images/kort.svg", svg.into_bytes()),
    ]
}

/// Settings with an exception.
fn exception(
    what: &'static str,
    file: &str,
    expires: &str,
    codes: &'static [&'static str],
) -> Input {
    let number = parted();
    let settings = format!(
        "title = \"P\"\nbase_url = \"https://p.example\"\n[edition]\ndate = \"2013-06-30\"\n\n[[exception]]\n\
         file = \"{file}\"\nnumber = \"{}-****\"\nreason = \"Et kontonummer\"\napproved_by = \"Redaktøren\"\nexpires = \"{expires}\"\n",
        &number[..6]
    );
    let text = if codes == ["unused-exception"] {
        page("", "En side.")
    } else {
        page("", &format!("Konto {number}."))
    };
    let mut input = one(84, what, (PAGE, text), Faults(codes));
    input.files.insert(SITE.to_owned(), settings.into_bytes());
    input
}

pub(super) fn inputs() -> Vec<Input> {
    let number = parted();
    let file = |what, path: &str, text: String| one(79, what, (path, text), FOUND);
    let look_alike = |what, text: &str| body(81, what, text, Taken("En side."));
    let email = |what, text: &str| body(82, what, text, Told("private-email", "Skriv"));
    let phone = |what, text: &str| body(83, what, text, Told("unlisted-phone", "Ring"));
    let mut inputs: Vec<Input> = in_every_spelling().collect();
    inputs.extend([
        file(
            "the text of an image",
            PAGE,
            page("", &format!("![Skema {number}](/images/kort.svg)")),
        ),
        file("a comment", PAGE, page("", &format!("<!-- {number} -->"))),
        file("the name of a file", &format!("content/pages/om-{number}.md"), page("", "Se [[a]].")),
        file("a comment in YAML", PAGE, page(&format!("# {number}\n"), "En side.")),
        file("a table of values", "content/files/liste.csv", format!("navn;cpr\nx;{number}\n")),
        file(
            "an address's query",
            PAGE,
            page("", &format!("[Skema](https://skema.example/?cpr={number})")),
        ),
    ]);
    inputs.extend(attached());
    inputs.extend([
        look_alike("a production unit's number", "En side. P-nr. 1003257893."),
        look_alike("ISBN", "En side. ISBN 0306406152."),
        look_alike("EAN", "En side. EAN 5798009810021."),
        body(
            81,
            "a date and a time",
            "En side. Log 310124-0800.",
            Told("possible-personal-number", "En side."),
        ),
        look_alike("a case's number", "En side. Sagsnr. 2013-0012345."),
        look_alike("an account", "En side. Konto 9541 0007061714."),
        email("a private mailbox", "Skriv til bente.hansen@gmail.com."),
        email(
            "a private mailbox with a subject",
            "[Skriv](mailto:bente.hansen@hotmail.com?subject=Hej)",
        ),
        email("a private mailbox in words", "Skriv til bente.hansen (at) gmail.com."),
        phone("a telephone of no contact", "Ring 33 17 01 10."),
        phone("with `+45`", "Ring +45 33170110."),
        phone("with `0045`", "Ring 0045 33 17 01 10."),
        exception(
            "an exception that has run out",
            PAGE,
            "2013-06-01",
            &["bad-exception", "personal-number"],
        ),
        exception("an exception that nothing needs", PAGE, "2014-01-01", &["unused-exception"]),
        exception(
            "an exception for another file",
            "content/pages/b.md",
            "2014-01-01",
            &["personal-number", "unused-exception"],
        ),
    ]);
    inputs
}
