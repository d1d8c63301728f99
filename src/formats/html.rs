//! HTML: one file with nothing to load, for reading on a screen, by a screen reader, and on A4 paper. Also in large
//! print. Every text goes through [`words`], which is the only place where one is put into the page.

use super::{Format, Needs};
use crate::documents::document::{Block, Document, Mark, Table};
use crate::domain::text::sanitise::clean;

pub const HTML: Format = Format {
    id: "html",
    title: "Web page",
    about: "one file for a browser; prints well on A4",
    extension: "html",
    needs: Needs::Words,
    print: |document, _| Ok(print(document, USUAL_SIZE).into_bytes()),
    ..Format::DEFAULT
};

pub const LARGE_PRINT: Format = Format {
    id: "large-print",
    title: "Web page in large print",
    about: "the same in letters of 18 points, for whoever reads better so",
    extension: "html",
    needs: Needs::Words,
    print: |document, _| Ok(print(document, LARGE_SIZE).into_bytes()),
    ..Format::DEFAULT
};

/// In points.
const USUAL_SIZE: u8 = 12;
const LARGE_SIZE: u8 = 18;

/// What GOV.UK asks of documents: no serifs, left-aligned, one column, no italics and no capitals for emphasis.
/// `plaintext` lets words in a script that runs from right to left run so.
/// Items that fit in half a line.
const SHORT: usize = 48;

const STYLE: &str = "\
@page { size: A4; margin: 12mm 13mm 14mm; @bottom-center { content: counter(page) \" / \" counter(pages); font-family: Arial, Helvetica, sans-serif; } }
body { font-family: Arial, Helvetica, sans-serif; line-height: 1.22; text-align: left; color: #111; background: #fff; margin: 0; }
main { max-width: 42em; margin: 0 auto; padding: 1em; overflow-wrap: break-word; }
h1 { font-size: 1.5em; line-height: 1.2; margin: 0 0 0.5em; }
h2 { font-size: 1.2em; line-height: 1.2; margin: 0.7em 0 0.2em; }
h3, h4, h5, h6 { font-size: 1.05em; line-height: 1.2; margin: 0.4em 0 0.1em; }
p, ul, ol, dl { margin: 0 0 0.3em; }
p, li, dd, th, td, blockquote { unicode-bidi: plaintext; }
ul, ol { padding-left: 1.4em; }
dt { font-weight: bold; display: inline; }
dt::after { content: \": \"; }
dd { display: inline; margin: 0; }
dl div { margin: 0 0 0.1em; }
blockquote { margin: 0 0 0.3em; padding-left: 0.8em; border-left: 0.25em solid #555; }
pre { white-space: pre-wrap; }
table { border-collapse: collapse; width: 100%; margin: 0 0 0.8em; }
th, td { border: 1px solid #555; padding: 0.12em 0.3em; text-align: left; vertical-align: top; }
.mark { border-left: 0.25em solid #111; padding-left: 0.8em; }
@media print { main { max-width: none; padding: 0; } dl, .short { columns: 20em 2; } h1, h2, h3, h4, h5, h6 { break-after: avoid; } tr, li, dl div, blockquote { break-inside: avoid; } p { orphans: 2; widows: 2; } }
";

fn print(document: &Document, points: u8) -> String {
    let title = words(&document.title.replace('\n', " "));
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\nhtml {{ font-size: {points}pt; }}\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>{title}</h1>\n",
        words(&document.language)
    );
    // The title is the first heading; a heading is never more than one step below the one before it.
    let mut last = 1;
    for block in &document.blocks {
        match block {
            Block::Heading { level, text } => {
                last = level.saturating_add(1).clamp(2, last + 1).min(6);
                page.push_str(&format!("<h{last}>{}</h{last}>\n", words(text)));
            }
            other => page.push_str(&written(other)),
        }
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn written(block: &Block) -> String {
    match block {
        // Headings have their place in the page, see above.
        Block::Heading { text, .. } | Block::Paragraph(text) => format!("<p>{}</p>\n", words(text)),
        Block::Quote { text, whose } => {
            let whose = match whose.is_empty() {
                true => String::new(),
                false => format!(" ({})", words(whose)),
            };
            format!(
                "<blockquote><p>\u{201c}{}\u{201d}{whose}</p></blockquote>\n",
                words(text)
            )
        }
        Block::Facts(facts) => {
            let facts = facts.iter().map(|(name, said)| {
                format!(
                    "<div><dt>{}</dt>\n<dd>{}</dd></div>\n",
                    words(name),
                    words(said)
                )
            });
            format!("<dl>\n{}</dl>\n", facts.collect::<String>())
        }
        Block::List { numbered, items } => {
            let tag = if *numbered { "ol" } else { "ul" };
            let is_short =
                items.len() > 3 && items.iter().all(|item| item.chars().count() <= SHORT);
            let class = if is_short { " class=\"short\"" } else { "" };
            let items = items
                .iter()
                .map(|item| format!("<li>{}</li>\n", words(item)));
            format!("<{tag}{class}>\n{}</{tag}>\n", items.collect::<String>())
        }
        Block::Example(lines) => {
            let lines = lines.iter().map(|line| escaped(&clean(line).text));
            format!("<pre>{}</pre>\n", lines.collect::<Vec<_>>().join("\n"))
        }
        Block::Table(table) => written_table(table),
        Block::Marked { mark, text } => {
            let text = match mark {
                Mark::StruckOut => format!("<s>{}</s>", words(text)),
                Mark::MadeUp | Mark::Restricted | Mark::ToConfirm => words(text),
            };
            format!(
                "<p class=\"mark\"><strong>{}:</strong> {text}</p>\n",
                mark.words()
            )
        }
    }
}

fn written_table(table: &Table) -> String {
    let head = table
        .header
        .iter()
        .map(|name| format!("<th scope=\"col\">{}</th>", words(name)));
    let rows = table.rows.iter().map(|row| {
        let cells = row.iter().map(|cell| format!("<td>{}</td>", words(cell)));
        format!("<tr>{}</tr>\n", cells.collect::<String>())
    });
    format!(
        "<table>\n<thead>\n<tr>{}</tr>\n</thead>\n<tbody>\n{}</tbody>\n</table>\n",
        head.collect::<String>(),
        rows.collect::<String>()
    )
}

/// A text of the document as a piece of the page; its line ends stay.
fn words(text: &str) -> String {
    let text = clean(text).text;
    escaped(text.trim()).replace('\n', "<br>\n")
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const NASTY: &str = "</p><script>alert('1')</script>\" onload=\"x & y";

    fn body(document: &Document) -> String {
        let page = print(document, USUAL_SIZE);
        let (_, body) = page.split_once("<main>\n").unwrap();
        body.split_once("</main>").unwrap().0.to_owned()
    }

    #[test]
    fn a_page_as_html() {
        let mut document = Document::new("A record", "en-GB");
        document.marked(Mark::MadeUp, "Nobody in it is real.");
        document.facts(vec![("Venue".into(), "Elm & Room".into())]);
        document.heading(1, "Welcome");
        document.heading(3, "Deeper");
        document.paragraph("one\ntwo");
        document.blocks.push(Block::Quote {
            text: "quiet".into(),
            whose: "Ella".into(),
        });
        document.list(vec!["first".into()]);
        document.table(vec!["No.".into()], vec![vec!["1".into()]]);
        document.marked(Mark::StruckOut, "gone");
        let page = "\
<h1>A record</h1>
<p class=\"mark\"><strong>Made up:</strong> Nobody in it is real.</p>
<dl>
<div><dt>Venue</dt>
<dd>Elm &amp; Room</dd></div>
</dl>
<h2>Welcome</h2>
<h3>Deeper</h3>
<p>one<br>
two</p>
<blockquote><p>“quiet” (Ella)</p></blockquote>
<ul>
<li>first</li>
</ul>
<table>
<thead>
<tr><th scope=\"col\">No.</th></tr>
</thead>
<tbody>
<tr><td>1</td></tr>
</tbody>
</table>
<p class=\"mark\"><strong>Struck out:</strong> <s>gone</s></p>
";
        assert_eq!(body(&document), page);
    }

    #[test]
    fn no_text_of_a_document_is_markup_wherever_it_stands() {
        let mut document = Document::new(NASTY, NASTY);
        document.heading(1, NASTY);
        document.paragraph(NASTY);
        document.facts(vec![(NASTY.into(), NASTY.into())]);
        document.list(vec![NASTY.into()]);
        document.table(vec![NASTY.into()], vec![vec![NASTY.into()]]);
        document.blocks.push(Block::Example(vec![NASTY.into()]));
        document.blocks.push(Block::Quote {
            text: NASTY.into(),
            whose: NASTY.into(),
        });
        for mark in [
            Mark::MadeUp,
            Mark::Restricted,
            Mark::StruckOut,
            Mark::ToConfirm,
        ] {
            document.marked(mark, NASTY);
        }
        let page = print(&document, LARGE_SIZE);
        assert!(!page.contains("<script") && !page.contains("\" onload"));
        assert_eq!(page.matches("&lt;script&gt;").count(), 17);
    }

    #[test]
    fn large_print_is_the_same_page_in_larger_letters() {
        let document = Document::new("A record", "en-GB");
        let usual = print(&document, USUAL_SIZE);
        let large = print(&document, LARGE_SIZE);
        assert_eq!(large.replace("18pt", "12pt"), usual);
    }
}
