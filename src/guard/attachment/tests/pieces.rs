//! Numbers that programs cut into pieces, or wrote in letters that not everybody reads.

use super::*;

/// The content of a page that writes each piece by itself, 8 units behind the one before and as
/// high as `height` says.
fn written(pieces: &str, height: impl Fn(usize) -> i32) -> String {
    let each = pieces.chars().enumerate().map(|(at, piece)| {
        let (x, y) = (10 + 8 * at, height(at));
        format!("q 1 0 0 -1 0 0 cm BT /F1 12 Tf 1 0 0 -1 {x} {y} Tm [({piece})] TJ ET Q\n")
    });
    each.collect()
}

#[track_caller]
fn finds_on_a_page(content: &str) -> usize {
    finds(&pdf_with(|document| {
        let page = *document.get_pages().values().next().expect("a page");
        document.add_page_contents(page, content.as_bytes().to_vec()).expect("a page");
    }))
}

#[test]
fn a_digit_by_itself_stands_on_the_line_of_the_one_before() {
    assert_eq!(finds_on_a_page(&written(&made("-"), |_| 50)), 1);
    assert_eq!(finds_on_a_page(&written(&made("-"), |at| 50 + i32::from(at % 2 == 0))), 1);
    assert_eq!(finds_on_a_page(&written(&made(""), |_| 50)), 1);
    let (date, serial) = unfitting();
    let lines = format!("{}{}", written(&date, |_| 50), written(&serial, |_| 80));
    let text = words(&pdf_with(|document| {
        let page = *document.get_pages().values().next().expect("a page");
        document.add_page_contents(page, lines.into_bytes()).expect("a page");
    }))
    .expect("a document")
    .text;
    let digit = date.chars().last().expect("a digit");
    assert!(text.contains(&format!("{digit} \n")), "another line is one");
}

#[test]
fn letters_that_nothing_names_are_told() {
    let with_font = |entries: lopdf::Dictionary| {
        words(&pdf_with(|document| {
            let font = document.add_object(entries);
            let page = *document.get_pages().values().next().expect("a page");
            let fonts = dictionary! { "Font" => dictionary! { "F2" => font } };
            let page = document.get_object_mut(page).and_then(Object::as_dict_mut).expect("a page");
            page.set("Resources", fonts);
        }))
        .expect("a document")
        .all_is_text
    };
    let font = || dictionary! { "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "X" };
    let encoded = |name: &str| {
        let mut font = font();
        font.set("Encoding", Object::Name(name.as_bytes().to_vec()));
        font
    };
    assert!(!with_font(encoded("Identity-H")));
    assert!(with_font(encoded("UniGB-UCS2-H")));
    assert!(with_font(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "X" }));
}

/// A JPEG with a comment.
fn jpeg(comment: &[u8]) -> Vec<u8> {
    [b"\xff\xd8\xff\xfe\x00\x40Billede af ".as_slice(), comment, b"  \xff\xd9"].concat()
}

#[test]
fn a_picture_in_a_pdf_is_looked_at_as_any() {
    let picture = jpeg(made("-").as_bytes());
    let entries =
        || dictionary! { "Type" => "XObject", "Subtype" => "Image", "Filter" => "DCTDecode" };
    assert_eq!(
        finds(&pdf_with(|document| {
            document.add_object(Stream::new(entries(), picture.clone()));
        })),
        1
    );
    let filters = ["FlateDecode", "DCTDecode"].map(|name| Object::Name(name.as_bytes().to_vec()));
    let mut packed = entries();
    packed.set("Filter", Object::Array(filters.to_vec()));
    let content = deflated_bytes(&picture);
    assert_eq!(
        finds(&pdf_with(|document| {
            document.add_object(Stream::new(packed, content));
        })),
        1
    );
}

#[test]
fn letters_of_one_byte_part_a_number() {
    let number = made("-");
    let (date, serial) = number.split_once('-').expect("two halves");
    for sign in [0x96, 0xa0, 0xad] {
        let comment = [date.as_bytes(), &[sign], serial.as_bytes()].concat();
        is_found(&jpeg(&comment));
        is_found(&png(&[(b"tEXt", &[b"Comment\0", comment.as_slice()].concat()), (b"IEND", b"")]));
    }
    let wide: String = number
        .chars()
        .map(|digit| digit.to_digit(10).and_then(|digit| char::from_u32(0xff10 + digit)))
        .map(|digit| digit.unwrap_or('-'))
        .collect();
    is_found(&png(&[(b"iTXt", &[b"C\0\0\0\0\0", wide.as_bytes()].concat()), (b"IEND", b"")]));
}

#[test]
fn metadata_that_a_png_holds_of_other_pictures_counts() {
    let hexadecimal: Vec<_> = made("-").bytes().map(|byte| format!("{byte:02x}")).collect();
    let hexadecimal = hexadecimal.concat();
    let (one, two) = hexadecimal.split_at(10);
    let profile = format!("\niptc\n      11\n{one}\n{two}\n");
    let keyword = b"Raw profile type iptc\0".as_slice();
    is_found(&png(&[(b"tEXt", &[keyword, profile.as_bytes()].concat()), (b"IEND", b"")]));
    let packed = deflated(&profile);
    is_found(&png(&[(b"zTXt", &[keyword, b"\0", &packed].concat()), (b"IEND", b"")]));
}

#[test]
fn elements_without_text_do_not_end_a_line() {
    let number = made("-");
    let (one, two) = number.split_at(4);
    let run = |text: &str| {
        format!("<w:r><w:rPr><w:lang w:val=\"da\"></w:lang></w:rPr><w:t>{text}</w:t></w:r>")
    };
    for between in [
        String::new(),
        "<w:bookmarkStart w:id=\"1\"></w:bookmarkStart>".to_owned(),
        "<w:r><w:fldChar><w:ffData></w:ffData></w:fldChar></w:r>".to_owned(),
        "<w:r><w:instrText> PAGE </w:instrText></w:r>".to_owned(),
    ] {
        let body = format!("<w:p>{}{between}{}</w:p>", run(one), run(two));
        is_found(&archive(&[("word/document.xml", body.as_bytes())]));
    }
    let chosen = format!(
        "<w:p>{}<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback>\
         </mc:AlternateContent></w:p>",
        run(one),
        run(two),
        run(two)
    );
    is_found(&archive(&[("word/document.xml", chosen.as_bytes())]));
    let fallback = format!("<w:p><mc:Fallback>{}{}</mc:Fallback></w:p>", run(one), run(two));
    is_found(&archive(&[("word/document.xml", fallback.as_bytes())]));
    let apart = format!("<a><b>{}</b><c></c><b>{}</b></a>", &number[..6], &number[7..]);
    let text = words(&archive(&[("a.xml", apart.as_bytes())])).expect("an archive").text;
    assert!(text.contains(&format!("{}\n\n", &number[..6])), "two elements are two lines");
}
