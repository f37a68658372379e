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

mod pieces;

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
    deflated_bytes(text.as_bytes())
}

fn deflated_bytes(bytes: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes).expect("packed");
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
    let letters = vec![b'a'; MOST + 1];
    assert_eq!(words(&archive(&[("a.txt", &letters)])), Err(Unreadable::Damaged));
    assert_eq!(
        words(&archive(&[("a.xml", &[b"<a>".as_slice(), &letters].concat())])),
        Err(Unreadable::Damaged)
    );
    let zeros = vec![0; MOST];
    let names: Vec<String> = (0..=UNPACKED / MOST).map(|at| format!("{at}.bin")).collect();
    let parts: Vec<(&str, &[u8])> =
        names.iter().map(|name| (name.as_str(), zeros.as_slice())).collect();
    assert_eq!(words(&archive(&parts)), Err(Unreadable::Damaged));
    assert_eq!(words(&gzipped(&archive(&parts[..1]))).map(|words| words.is_active), Ok(false));
    let picture =
        png(&[(b"zTXt", &parts.iter().flat_map(|_| deflated_bytes(&zeros)).collect::<Vec<_>>())]);
    assert_eq!(words(&picture), Err(Unreadable::Damaged));
}

/// A number that its digits do not tell, in halves.
fn unfitting() -> (String, String) {
    let number = made("");
    (
        number[..6].to_owned(),
        format!("{:04}", (number[6..].parse::<u32>().expect("digits") + 1) % 10_000),
    )
}

fn finds(bytes: &[u8]) -> usize {
    let words = words(bytes).expect("a file that can be read");
    scan(&words.text).iter().filter(|hit| is_sure(hit)).count()
}

/// Rows of cells as Excel, Word and OpenDocument write them.
fn tables(rows: &[[&str; 3]]) -> Vec<Vec<u8>> {
    let row = |before: &str, cell: &dyn Fn(usize, &str) -> String, after: &str| {
        let cells = |row: &[&str; 3]| {
            row.iter().enumerate().map(|(at, value)| cell(at, value)).collect::<String>()
        };
        rows.iter().map(|row| format!("{before}{}{after}", cells(row))).collect::<Vec<_>>().concat()
    };
    let is_number = |value: &str| value.bytes().all(|byte| byte.is_ascii_digit());
    let excel = |at: usize, value: &str| {
        let column = ["A", "B", "C"][at];
        if is_number(value) {
            format!("<c r=\"{column}1\"><v>{}</v></c>", value.trim_start_matches('0'))
        } else {
            format!("<c r=\"{column}1\" t=\"inlineStr\"><is><t>{value}</t></is></c>")
        }
    };
    let word = |_: usize, value: &str| {
        format!("<w:tc><w:tcPr/><w:p><w:r><w:t>{value}</w:t></w:r></w:p></w:tc>")
    };
    let open = |_: usize, value: &str| {
        let number = value.trim_start_matches('0');
        let held =
            if is_number(value) { format!(" office:value=\"{number}\"") } else { String::new() };
        format!("<table:table-cell{held}><text:p>{value}</text:p></table:table-cell>")
    };
    let excel = row("<row>", &excel, "</row>");
    let word = row("<w:tr>", &word, "</w:tr>");
    let open = row("<table:table-row>", &open, "</table:table-row>");
    vec![
        archive(&[(
            "xl/worksheets/sheet1.xml",
            format!("<worksheet><sheetData>{excel}</sheetData></worksheet>").as_bytes(),
        )]),
        archive(&[(
            "word/document.xml",
            format!("<w:body><w:tbl>{word}</w:tbl></w:body>").as_bytes(),
        )]),
        archive(&[("content.xml", format!("<o><table:table>{open}</table:table></o>").as_bytes())]),
    ]
}

#[test]
fn a_number_in_two_cells_is_put_together() {
    let (date, serial) = unfitting();
    for headings in [
        ["Navn", "Født", "Løbenr."],
        ["Navn", "CPR", "Nr."],
        ["Navn", "CPR-nr. (dato)", "(sidste fire)"],
        ["Navn", "Dato", "CPR, sidste 4"],
    ] {
        for file in tables(&[headings, ["Bo", &date, &serial]]) {
            assert!(finds(&file) > 0, "{headings:?}");
        }
        let lines = [headings.join(";"), format!("Bo;{date};{serial}")].join("\n");
        assert!(scan(&cells_of(&lines)).iter().any(is_sure), "{headings:?}");
    }
}

#[test]
fn days_beside_other_numbers_are_left_alone() {
    let (date, serial) = unfitting();
    for headings in [
        ["Navn", "Født", "Postnr."],
        ["Navn", "Født", "By"],
        ["Navn", "Dato", "Løbenr."],
        ["Navn", "Beløb", "Antal"],
    ] {
        let [excel, word, open] =
            tables(&[headings, ["Bo", &date, &serial]]).try_into().expect("three");
        assert_eq!((finds(&excel), finds(&open)), (0, 0), "{headings:?}");
        // In Word's, the heading stands so near that the words themselves say it.
        assert!(headings[1] == "Født" || finds(&word) == 0, "{headings:?}");
    }
}

#[test]
fn a_birth_that_a_sheet_counts_in_days_is_a_date() {
    let (_, serial) = unfitting();
    for day in ["22469", "7.7.1961", "07-07-61", "1961-07-07"] {
        for file in tables(&[["Navn", "CPR", "Løbenr."], ["Bo", day, &serial]]) {
            assert!(finds(&file) > 0, "{day}");
        }
    }
}

#[test]
fn a_digit_a_cell_is_a_number() {
    let number = made("");
    let cell = |digit| format!("<w:tc><w:tcPr/><w:p><w:r><w:t>{digit}</w:t></w:r></w:p></w:tc>");
    let cells = number.chars().map(cell).collect::<Vec<_>>().concat();
    let file =
        |row: &str| archive(&[("word/document.xml", format!("<w:tbl>{row}</w:tbl>").as_bytes())]);
    assert_eq!(finds(&file(&format!("<w:tr>{cells}</w:tr>"))), 1);
    assert_eq!(finds(&file(&format!("<w:tr>{cells}</w:tr>").repeat(3))), 0, "a table of digits");
    let run = |digit| format!("<w:r><w:t>{digit}</w:t></w:r>");
    let runs = number.chars().map(run).collect::<Vec<_>>().concat();
    assert_eq!(finds(&file(&format!("<w:p>{runs}</w:p>"))), 1);
}

#[test]
fn numeric_cells_of_open_document_count() {
    let number = made("");
    let cell = |value: &str| {
        format!("<table:table-cell office:value-type=\"float\" office:value=\"{value}\"/>")
    };
    let file = |cells: &str| {
        archive(&[(
            "content.xml",
            format!("<o><table:table><table:table-row>{cells}</table:table-row></table:table></o>")
                .as_bytes(),
        )])
    };
    is_found(&file(&cell(&number[1..])));
    is_found(&file(&cell(&format!("{}.0", &number[1..]))));
    let shown = format!(
        "<table:table-cell office:value=\"{}\"><text:p>{}</text:p></table:table-cell>",
        &number[1..],
        made("-")
    );
    is_found(&file(&shown));
}

#[test]
fn a_column_of_other_numbers_is_no_column_of_personal_numbers() {
    // A hundred numbers in a row: some begin with a date, and some of those fit.
    let other: Vec<String> =
        (0..2_000_u64).map(|at| (1_000_000_000 + at * 3_917_403).to_string()).collect();
    assert!(other.iter().any(|number| scan(number).iter().any(is_sure)));
    let rows: Vec<[&str; 3]> = other.iter().map(|number| ["Bo", number.as_str(), "1"]).collect();
    let [excel, _, open] = tables(&rows).try_into().expect("three");
    assert_eq!((finds(&excel), finds(&open)), (0, 0));
    let amounts: Vec<String> = (0..2_000_u32).map(|at| (100_000 + at * 211).to_string()).collect();
    let counts: Vec<String> = (0..2_000_u32).map(|at| (1_000 + at * 3).to_string()).collect();
    let rows: Vec<[&str; 3]> = amounts
        .iter()
        .zip(&counts)
        .map(|(amount, count)| ["Bo", amount.as_str(), count.as_str()])
        .collect();
    let [excel, _, open] = tables(&rows).try_into().expect("three");
    assert_eq!((finds(&excel), finds(&open)), (0, 0));
}

/// A PDF of one page, to which `add` adds.
fn pdf_with(add: impl FnOnce(&mut Document)) -> Vec<u8> {
    let mut document = Document::load_mem(&pdf("Skema", "Skema")).expect("a document");
    add(&mut document);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a document");
    bytes
}

fn stream(entries: lopdf::Dictionary, content: &str) -> Object {
    let mut stream = Stream::new(entries, content.as_bytes().to_vec());
    stream.compress().expect("packed");
    Object::Stream(stream)
}

#[test]
fn what_is_drawn_by_forms_and_said_in_the_place_of_drawings_counts() {
    let number = made("-");
    let form = dictionary! { "Type" => "XObject", "Subtype" => "Form" };
    is_found(&pdf_with(|document| {
        let (one, two) = number.split_at(4);
        let content = format!("BT /F9 12 Tf [({one}) -20 ({two})] TJ ET");
        document.add_object(stream(form, &content));
    }));
    is_found(&pdf_with(|document| {
        let xml = format!("<xdp><field><value>{number}</value></field></xdp>{}", " ".repeat(200));
        document.add_object(stream(dictionary! {}, &xml));
    }));
    is_found(&pdf_with(|document| {
        let page = *document.get_pages().values().next().expect("a page");
        let text = format!("/Span <</ActualText ({number})>> BDC EMC");
        document.add_page_contents(page, text.into_bytes()).expect("a page");
    }));
    is_found(&pdf_with(|document| {
        let note = dictionary! {
            "Type" => "Annot", "Subtype" => "Text", "Contents" => Object::string_literal(number.as_str()),
        };
        document.add_object(note);
    }));
    let mut commented = pdf("Skema", "Skema");
    let end = memchr::memmem::rfind(&commented, b"startxref").expect("an end");
    commented.splice(end..end, format!("% {number}\n").into_bytes());
    is_found(&commented);
}

#[test]
fn a_file_that_was_cut_off_is_not_read_in_part() {
    let whole = pdf(&"Skema ".repeat(500), "Skema");
    assert!(words(&whole).is_ok());
    for kept in [whole.len() / 3, whole.len() / 2, whole.len() * 9 / 10, whole.len() - 30] {
        assert_eq!(words(&whole[..kept]), Err(Unreadable::Damaged), "{kept}");
    }
}

#[test]
fn an_earlier_edition_counts() {
    let number = made("-");
    let first = pdf(&format!("Skema {number} {}", "og ".repeat(50)), "Skema");
    let document = Document::load_mem(&first).expect("a document");
    let page = *document.get_pages().values().next().expect("a page");
    let content = document.get_page_contents(page)[0];
    let mut later = lopdf::IncrementalDocument::create_from(first, document);
    later.new_document.set_object(content, Stream::new(dictionary! {}, b"BT ET".to_vec()));
    let mut bytes = Vec::new();
    later.save_to(&mut bytes).expect("a document");
    is_found(&bytes);
}

#[test]
fn what_runs_in_a_pdf_is_told_and_formats_of_fields_are_not() {
    let is_active = |entries: lopdf::Dictionary| {
        words(&pdf_with(|document| {
            document.add_object(entries);
        }))
        .expect("a document")
        .is_active
    };
    let script =
        |script: &str| dictionary! { "S" => "JavaScript", "JS" => Object::string_literal(script) };
    assert!(is_active(dictionary! { "S" => "Launch", "F" => Object::string_literal("a.exe") }));
    assert!(is_active(script("app.alert('hej');")));
    assert!(is_active(script("AFDate_FormatEx(\"dd-mm-yyyy\"); app.launchURL('x')")));
    assert!(is_active(dictionary! { "Type" => "Filespec", "EF" => dictionary! {} }));
    assert!(!is_active(script("AFDate_FormatEx(\"dd-mm-yyyy\");")));
    assert!(!is_active(
        dictionary! { "S" => "URI", "URI" => Object::string_literal("https://a.dk") }
    ));
    assert!(!is_active(dictionary! { "S" => "GoTo" }));
}

#[test]
fn a_small_pdf_that_is_large_inside_is_refused() {
    let zeros = "0 ".repeat(MOST / 4);
    let bytes = pdf_with(|document| {
        for _ in 0..=UNPACKED / zeros.len() {
            document.add_object(stream(dictionary! {}, &zeros));
        }
    });
    assert!(bytes.len() < MOST / 8);
    assert_eq!(words(&bytes), Err(Unreadable::Damaged));
}

#[test]
fn files_that_a_server_has_packed_are_opened_by_their_name() {
    let mut packed = Vec::new();
    brotli::CompressorWriter::new(&mut packed, 4096, 9, 20)
        .write_all(packing().as_bytes())
        .expect("packed");
    let words = words_of("themes/a/static/a.css.BR", &packed).expect("a file");
    assert!(scan(&words.text).iter().any(is_sure));
    assert_eq!(words_of("a.br", b"no brotli, by no means").map(|_| ()), Err(Unreadable::Damaged));
}
