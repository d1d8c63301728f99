//! Every crate that the program or its tests use has its reason in decision record 7, and every reason its crate.

const CARGO: &str = include_str!("../../Cargo.toml");
const REASONS: &str = include_str!("../../src/decisions/0007-crates.md");

/// The crates of a manifest: `name = …` in a part whose title ends in `dependencies`.
fn used(manifest: &str) -> Vec<&str> {
    let mut is_here = false;
    let mut names = Vec::new();
    for line in manifest.lines().map(str::trim) {
        if let Some(title) = line.strip_prefix('[') {
            let title = title.trim_end_matches(']');
            is_here = title.ends_with("dependencies");
            // `[dependencies.name]`
            names.extend(title.split_once("dependencies.").map(|(_, name)| name));
        } else if is_here && !line.starts_with('#') {
            let name = line.split(['=', '.', ' ']).next().unwrap_or_default();
            names.extend(Some(name).filter(|name| !name.is_empty()));
        }
    }
    names
}

/// The crates of the tables: what stands in brackets is how one is used.
fn given(text: &str) -> Vec<&str> {
    let rows = text.lines().filter_map(|line| {
        let (names, reason) = line.strip_prefix("| ")?.split_once(" | ")?;
        (reason.trim_end_matches('|').trim().len() > 3).then_some(names)
    });
    let names = rows.flat_map(|names| names.split(", "));
    let names = names.filter_map(|name| name.split(" (").next());
    names
        .filter(|name| !matches!(*name, "crate" | "for tests" | "`cache`)"))
        .collect()
}

fn without_a_reason<'m>(manifest: &'m str, reasons: &str) -> Vec<&'m str> {
    let given = given(reasons);
    let used = used(manifest).into_iter();
    used.filter(|name| !given.contains(name)).collect()
}

#[test]
fn every_crate_has_its_reason_and_every_reason_its_crate() {
    assert_eq!(
        without_a_reason(CARGO, REASONS),
        [""; 0],
        "give each its line in src/decisions/0007-crates.md"
    );
    let used = used(CARGO);
    let forgotten: Vec<&str> = given(REASONS)
        .into_iter()
        .filter(|name| !used.contains(name))
        .collect();
    assert_eq!(
        forgotten, [""; 0],
        "src/decisions/0007-crates.md names what is not used"
    );
}

#[test]
fn a_crate_without_a_reason_is_noticed_however_it_is_written() {
    for more in [
        "[dependencies]\nleft-pad = \"1\"\n",
        "[dev-dependencies]\nleft-pad.version = \"1\"\n",
        "[build-dependencies]\n# why\nleft-pad={ version = \"1\" }\n",
        "[target.'cfg(unix)'.dependencies]\nleft-pad = \"1\"\n",
        "[dependencies.left-pad]\nversion = \"1\"\n",
    ] {
        let manifest = format!("{CARGO}\n{more}");
        assert!(
            without_a_reason(&manifest, REASONS).contains(&"left-pad"),
            "{more}"
        );
    }
    let empty = format!("{REASONS}\n| left-pad | |\n");
    assert!(!given(&empty).contains(&"left-pad"), "a reason is words");
}
