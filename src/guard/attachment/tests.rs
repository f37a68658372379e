//! Files of every kind, made here with a number in them, so that none is stored.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};
use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, Stream, dictionary};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::cells as cells_of;
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

fn png(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, data) in chunks {
        let length = u32::try_from(data.len()).expect("short").to_be_bytes();
        bytes.extend([&length, name.as_slice(), data, b"crc."].concat());
    }
    bytes
}

fn deflated(text: &str) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(text.as_bytes()).expect("packed");
    packed.finish().expect("packed")
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes).expect("packed");
    packed.finish().expect("packed")
}

/// A text that packs well, with a number in it: as it lies in an archive, nothing of it is seen.
fn packing() -> String {
    format!("Sag {} {}", made("-"), "og så videre ".repeat(9))
}

#[test]
fn what_is_joined_to_the_end_of_a_file_counts() {
    let picture = png(&[(b"IEND", b"")]);
    let archive = archive(&[("a.txt", packing().as_bytes())]);
    let document = pdf("Skema", "Skema");
    for before in [picture.as_slice(), b"\xff\xd8\xff..\xff\xd9", b"GIF89a;", &document] {
        is_found(&[before, &archive].concat());
        is_found(&[before, b"\n", &archive].concat());
        is_found(&[before, &archive, b" and more"].concat());
        // Of an archive that is cut short, what there is is read, or all is refused.
        if let Ok(words) = words(&[before, &archive[..archive.len() - 30]].concat()) {
            assert!(scan(&words.text).iter().any(is_sure));
        }
        is_found(&[before, &gzipped(packing().as_bytes())].concat());
        is_found(&[before, made("-").as_bytes()].concat());
        is_found(&[before, &gzipped(&archive)].concat());
    }
    assert!(scan(&words(&picture).expect("a picture").text).is_empty());
}

#[test]
fn a_chunk_that_a_program_has_for_itself_counts() {
    for name in [b"prVt", b"zTXt", b"iCCP", b"xxxx"] {
        let data = [b"x\x9cx comment\0".as_slice(), &deflated(&packing())].concat();
        is_found(&png(&[(b"IHDR", b"13 bytes long"), (name, &data), (b"IEND", b"")]));
    }
}

#[test]
fn packed_files_are_opened_or_refused() {
    is_found(&gzipped(packing().as_bytes()));
    is_found(&[gzipped(b"first"), gzipped(packing().as_bytes())].concat());
    is_found(&gzipped(&archive(&[("a.txt", packing().as_bytes())])));
    assert_eq!(words(b"\x1f\x8b\x08 nothing"), Err(Unreadable::Damaged));
    for magic in [b"7z\xbc\xaf\x27\x1c".as_slice(), b"Rar!\x1a\x07", b"\xfd7zXZ\0"] {
        assert_eq!(words(magic), Err(Unreadable::Packed));
        assert_eq!(words(&[b"\xff\xd8\xff", magic].concat()), Err(Unreadable::Packed));
    }
    let mut locked = archive(&[("a.txt", packing().as_bytes())]);
    locked[6] |= 1;
    assert_eq!(words(&[b"GIF89a;".as_slice(), &locked].concat()), Err(Unreadable::Encrypted));
    let deep = (0..5).fold(packing().into_bytes(), |inner, _| gzipped(&inner));
    assert_eq!(words(&deep), Err(Unreadable::Damaged));
}

fn sheet(cells: &str, strings: &str) -> Vec<u8> {
    archive(&[
        ("xl/worksheets/sheet1.xml", format!("<worksheet>{cells}</worksheet>").as_bytes()),
        ("xl/sharedStrings.xml", format!("<sst>{strings}</sst>").as_bytes()),
    ])
}

#[test]
fn excel_writes_a_number_in_more_ways_than_one() {
    let number = made("");
    let exponent = format!("{}.{}E8", &number[1..2], &number[2..]);
    is_found(&sheet(&format!("<c r=\"A1\"><v>{exponent}</v></c>"), ""));
    is_found(&sheet(&format!("<c r=\"A1\"><v>{}.0</v></c>", &number[1..]), ""));
    let (date, rest) = number.split_at(6);
    let formula = format!("\"{date}\"&amp;\"-\"&amp;\"{rest}\"");
    for formula in [&formula, &formula.replace('"', "&quot;")] {
        is_found(&sheet(&format!("<c r=\"A1\"><f>{formula}</f></c>"), ""));
    }
}

#[test]
fn the_heading_of_a_column_tells_what_is_in_it() {
    // Digits that say nothing by themselves.
    let number = made("");
    let unfit = format!("{}{}", &number[1..9], (number.as_bytes()[9] - b'0' + 1) % 10);
    let cells = format!(
        "<c r=\"A1\"><v>5</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>{}<c r=\"B99\"><v>{unfit}</v></c>",
        "<c r=\"A2\"><v>77</v></c>".repeat(50),
    );
    is_found(&sheet(&cells, "<si><t>Navn</t></si><si><r><t>CPR</t></r><r><t>-nr.</t></r></si>"));
    let other = words(&sheet(&cells, "<si><t>Navn</t></si><si><t>Beløb</t></si>"));
    assert!(!scan(&other.expect("a sheet").text).iter().any(is_sure));
    let lines = format!("Navn;CPR-nr.;By\n{}Bo;{unfit};Amager\n", "Ib;;Valby\n".repeat(20));
    assert!(scan(&cells_of(&lines)).iter().any(is_sure));
    assert!(cells_of(&lines.replace("CPR-nr.", "Beløb")).is_empty());
}

#[test]
fn an_archive_that_is_larger_inside_than_anybody_reads_is_refused() {
    let zeros = vec![0; MOST + 1];
    assert_eq!(words(&archive(&[("a.bin", &zeros)])), Err(Unreadable::Damaged));
}
