//! Files of every kind, made here with a number in them, so that none is stored.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, Stream, dictionary};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::guard::{Certainty, scan};

/// A personal number of 7 July 1961, parted by what stands in between.
fn made(between: &str) -> String {
    let date = ["07", "07", "61"].concat();
    let numbers = (1_000..1_100).map(|serial| format!("{date}{between}{serial}"));
    let digits = |number: &String| number.chars().filter(char::is_ascii_digit).collect::<String>();
    numbers.into_iter().find(|number| scan(&digits(number)).iter().any(is_sure)).unwrap_or_default()
}

fn is_sure(hit: &crate::guard::Hit) -> bool {
    hit.certainty == Certainty::Sure
}

#[track_caller]
fn is_found(bytes: &[u8]) {
    let words = words(bytes).expect("a file that can be read");
    assert!(scan(&words.text).iter().any(is_sure), "{}", crate::guard::mask(&words.text));
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(bytes).expect("a part");
    }
    writer.finish().expect("an archive").into_inner()
}

#[test]
fn word_cuts_a_number_into_runs() {
    let number = made("-");
    let (one, two) = number.split_at(4);
    let body = format!(
        "<w:document><w:body><w:p><w:r><w:t>Ring {one}</w:t></w:r><w:proofErr w:type=\"x\"/><w:r><w:rPr><w:b/></w:rPr>\
         <w:t>{two}</w:t></w:r></w:p></w:body></w:document>"
    );
    is_found(&archive(&[("word/document.xml", body.as_bytes())]));
    let unbroken = number.replace('-', "</w:t><w:noBreakHyphen/><w:t>");
    is_found(&archive(&[(
        "word/document.xml",
        format!("<w:p><w:r><w:t>{unbroken}</w:t></w:r></w:p>").as_bytes(),
    )]));
}

#[test]
fn every_part_of_an_archive_counts() {
    let number = made("-");
    let property = format!("<cp:coreProperties><dc:title>{number}</dc:title></cp:coreProperties>");
    is_found(&archive(&[("docProps/core.xml", property.as_bytes())]));
    let hidden = format!(
        "<workbook><sheets><sheet name=\"{number}\" state=\"hidden\"/></sheets></workbook>"
    );
    is_found(&archive(&[("xl/workbook.xml", hidden.as_bytes())]));
    is_found(&archive(&[(format!("media/{number}.png").as_str(), b"x")]));
    is_found(&archive(&[("word/embeddings/a.docx", &archive(&[("x.xml", property.as_bytes())]))]));
    is_found(&archive(&[("word/comments.xml", format!("<w:p>{number}").as_bytes())]));
    is_found(&archive(&[("notes.txt", format!("hej {number}").as_bytes())]));
}

#[test]
fn excel_forgets_the_zero_in_front() {
    let number = made("");
    let cell =
        format!("<worksheet><c r=\"A1\"><v>{}</v></c><c><v>12</v></c></worksheet>", &number[1..]);
    is_found(&archive(&[("xl/worksheets/sheet1.xml", cell.as_bytes())]));
}

/// A PDF of one page with a text, and a title.
fn pdf(text: &str, title: &str) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let font = document.add_object(
        dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Courier" },
    );
    let resources = document.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    let operations = vec![
        Operation::new("BT", vec![]),
        Operation::new("Tf", vec!["F1".into(), 12.into()]),
        Operation::new("Tj", vec![Object::string_literal(text)]),
        Operation::new("ET", vec![]),
    ];
    let content = Content { operations }.encode().expect("content");
    let content = document.add_object(Stream::new(dictionary! {}, content));
    let page = document
        .add_object(dictionary! { "Type" => "Page", "Parent" => pages, "Contents" => content });
    let tree = dictionary! {
        "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1, "Resources" => resources,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    };
    document.objects.insert(pages, Object::Dictionary(tree));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    let info = document.add_object(dictionary! { "Title" => Object::string_literal(title) });
    document.trailer.set("Root", catalog);
    document.trailer.set("Info", info);
    document.compress();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a document");
    bytes
}

#[test]
fn the_pages_and_the_properties_of_a_pdf_count() {
    is_found(&pdf(&made("-"), "Skema"));
    is_found(&pdf("Skema", &made("-")));
    let clean = words(&pdf("Skema", "Skema")).expect("a document");
    assert!(clean.all_is_text && clean.text.contains("Skema") && scan(&clean.text).is_empty());
}

#[test]
fn what_cannot_be_read_is_told() {
    assert_eq!(words(b"%PDF-1.7 nothing"), Err(Unreadable::Damaged));
    assert_eq!(words(b"PK\x03\x04 nothing"), Err(Unreadable::Damaged));
    let mut locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(words(&locked), Err(Unreadable::Encrypted));
}

#[test]
fn what_cameras_and_programs_write_into_pictures_counts() {
    let number = made("-");
    let jpeg =
        [b"\xff\xd8\xff\xe1\x00\x40Exif\0\0".as_slice(), number.as_bytes(), b"\0\xff\xd9"].concat();
    is_found(&jpeg);
    for order in [u16::to_le_bytes, u16::to_be_bytes] {
        let utf16: Vec<u8> = number.encode_utf16().flat_map(order).collect();
        is_found(&[b"\xff\xd8\xff".as_slice(), &utf16, b"\0\0"].concat());
        is_found(&[b"\xff\xd8\xff\0".as_slice(), &utf16, b"\0\0"].concat());
    }
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(number.as_bytes()).expect("packed");
    let chunk = [b"Comment\0\0".as_slice(), &packed.finish().expect("packed")].concat();
    let length = u32::try_from(chunk.len()).expect("short").to_be_bytes();
    is_found(&[b"\x89PNG\r\n\x1a\n".as_slice(), &length, b"zTXt", &chunk, b"crc."].concat());
}

#[test]
fn an_archive_that_is_larger_inside_than_anybody_reads_is_refused() {
    let zeros = vec![0; MOST + 1];
    assert_eq!(words(&archive(&[("a.bin", &zeros)])), Err(Unreadable::Damaged));
}
