//! The list of pages, the folder and the contents are the same, and every link leads somewhere.

use super::folder;
use std::collections::BTreeSet;
use talking_piece::documents::document::Block;
use talking_piece::documents::manual::{CONTENTS, PAGES, page, slug};
use talking_piece::documents::page_rows::lay_out;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The targets of the links of a text, without its examples.
fn links(text: &str) -> Vec<String> {
    let mut is_example = false;
    let mut found = Vec::new();
    for line in text.lines() {
        is_example ^= line.starts_with("```");
        let outside = line.split('`').step_by(2);
        for piece in outside.filter(|_| !is_example) {
            let targets = piece.split("](").skip(1);
            found.extend(targets.filter_map(|rest| Some(rest.split_once(')')?.0.to_owned())));
        }
    }
    found
}

#[test]
fn the_list_the_folder_and_the_contents_are_the_same_pages() {
    let listed: Vec<&str> = PAGES.iter().map(|page| page.topic).collect();
    let there = std::fs::read_dir(folder()).unwrap();
    let there = there.filter_map(|file| {
        let name = file.unwrap().file_name().to_string_lossy().into_owned();
        name.strip_suffix(".md").map(str::to_owned)
    });
    let there: BTreeSet<String> = there.collect();
    let in_list: BTreeSet<String> = listed.iter().map(|topic| (*topic).to_owned()).collect();
    let missing: Vec<_> = there.symmetric_difference(&in_list).collect();
    assert!(
        missing.is_empty(),
        "{missing:?}: a page is a file in src/manual and a line in PAGES (src/documents/manual.rs)"
    );
    let contents = links(page(CONTENTS).unwrap().text);
    let contents: Vec<&str> = contents
        .iter()
        .map(|target| target.trim_end_matches(".md"))
        .collect();
    let not_in_contents: Vec<_> = listed[1..]
        .iter()
        .filter(|topic| !contents.contains(topic))
        .collect();
    assert_eq!(
        contents,
        listed[1..],
        "{not_in_contents:?}: src/manual/contents.md has a line for each page, in the order of PAGES (src/documents/manual.rs)"
    );
}

#[test]
fn each_page_begins_with_its_title_and_a_sentence_and_knows_its_blocks() {
    for page in PAGES {
        let topic = page.topic;
        let document = page.document();
        assert!(
            !document.title.is_empty(),
            "{topic}: the first line is `# Title`"
        );
        assert!(
            matches!(document.blocks.first(), Some(Block::Paragraph(_))),
            "{topic}: below the title, one sentence says what the page is for"
        );
        let fences: Vec<&str> = page
            .text
            .lines()
            .filter_map(|line| line.strip_prefix("```"))
            .collect();
        for word in fences.iter().step_by(2) {
            let known = [
                "lines",
                "lines review",
                "lines plain",
                "shows",
                "sh",
                "text",
                "sketch",
            ];
            assert!(
                known.contains(word) || word.starts_with("toml "),
                "{topic}: a block of examples begins with one of {known:?} or `toml` and a file, not {word:?}"
            );
        }
        assert_eq!(
            fences.len() % 2,
            0,
            "{topic}: a block of examples is not closed"
        );
    }
}

#[test]
fn every_link_leads_somewhere() {
    let readme = std::fs::read_to_string(format!("{ROOT}/README.md")).unwrap();
    let pages = PAGES
        .iter()
        .map(|page| (format!("src/manual/{}.md", page.topic), page.text));
    for (file, text) in pages.chain([("README.md".to_owned(), readme.as_str())]) {
        for target in links(text).iter().filter(|target| !target.contains("://")) {
            let (path, part) = target.split_once('#').unwrap_or((target, ""));
            let path = match path {
                "" => file.clone(),
                path => match file.rsplit_once('/') {
                    Some((folder, _)) => format!("{folder}/{path}"),
                    None => path.to_owned(),
                },
            };
            let linked = std::fs::read_to_string(format!("{ROOT}/{path}"));
            let is_there = linked.is_ok() || std::fs::exists(format!("{ROOT}/{path}")).unwrap();
            assert!(is_there, "{file}: the link {target} leads nowhere");
            let linked = linked.unwrap_or_default();
            let mut headings = linked.lines().filter(|line| line.starts_with('#'));
            assert!(
                part.is_empty() || headings.any(|line| slug(line.trim_start_matches('#')) == part),
                "{file}: {path} has no heading for the link {target}"
            );
        }
    }
}

#[test]
fn nothing_of_a_page_is_cut_or_shows_signs_of_markdown_at_both_sizes() {
    for page in PAGES {
        for columns in [47, 76] {
            for row in lay_out(&page.document(), columns) {
                let text = &row.text;
                assert!(text.chars().count() <= columns, "{}: {text}", page.topic);
                for sign in ["](", "<!--", "**"] {
                    assert!(!text.contains(sign), "{}: {sign} in {text:?}", page.topic);
                }
            }
        }
    }
}

#[test]
fn the_readme_is_one_page() {
    let readme = include_str!("../../README.md");
    let lines = readme.lines().count();
    assert!(
        lines <= 150,
        "README.md has {lines} lines, and 150 is the most: move what explains a task to its page in src/manual"
    );
    let picture = readme.lines().position(|line| line.starts_with("!["));
    assert!(
        picture.is_some_and(|line| line < 20),
        "the picture of the recording screen belongs in the first twenty lines of README.md"
    );
}

#[test]
fn the_readme_leads_to_every_page() {
    let readme = links(include_str!("../../README.md"));
    for page in PAGES {
        let target = format!("src/manual/{}.md", page.topic);
        assert!(
            readme.contains(&target),
            "README.md, \"The manual, by task\", has no link to {target}"
        );
    }
}
