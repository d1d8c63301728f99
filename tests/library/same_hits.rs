//! The index and the scan of the files find the same, in the same order, for every question.

use super::*;

/// Words of every frequency, with everything that can accompany them.
fn questions() -> Vec<String> {
    let words = [
        "school",
        "SCHOOL",
        "quillstone",
        "gatehouse",
        "quiet",
        "\"quiet in school\"",
        "\"in school\"",
        "qui*",
        "\"quiet in sch*\"",
        "zzyzx",
        "speech therapy",
        "\"speech therapy\"",
        "elm",
        "wynnstay",
        "sian",
        "mother worried summer",
        "b*",
        "nearby",
    ];
    let beside = [
        "",
        "person:kasia",
        "role:social",
        "agency:health",
        "child:noah",
        "child:ffion",
        "kind:contribution",
        "kind:worry",
        "section:happened",
        "seen:restricted",
        "seen:open",
        "from:2024",
        "to:2020-06",
        "on:2022",
        "role:mother from:2021 to:2023-03-15",
    ];
    let mut questions: Vec<String> = words
        .iter()
        .flat_map(|word| beside.iter().map(move |beside| format!("{word} {beside}")))
        .collect();
    questions.extend(beside[1..].iter().map(|beside| (*beside).to_owned()));
    questions
}

#[test]
fn index_and_scan_find_the_same() {
    let program = with_meetings(60);
    // One that goes on: it is read from its journal.
    program.meeting("/child Ella Sampler\n/person MO Kasia Sampler; role: mother\n/begin\n/section 3\nMO: it was quiet in school\nMO: quillstone #restricted\n");
    let indexed = library(&program);
    let up_to_date = indexed.upkeep(&mut |_| true);
    let plain = without_index(&program);
    let nothing_kept = plain.upkeep(&mut |_| true);
    let mut hits = 0;
    let mut with_hits = 0;
    for question in questions() {
        let query = query(&question);
        for limit in [7, 100_000] {
            let index = indexed.find(&query, limit, Some(&up_to_date));
            let scan = plain.find(&query, limit, Some(&nothing_kept));
            assert_eq!(index, scan, "{question}, at most {limit}");
            assert_eq!(
                index,
                indexed.find(&query, limit, None),
                "{question}: the index alone"
            );
            hits += index.hits();
            with_hits += usize::from(index.hits() > 0);
        }
    }
    assert!(
        hits > 10_000 && with_hits > 200,
        "{hits} hits, {with_hits} questions with hits"
    );
    assert_eq!(
        indexed.cards(&up_to_date),
        plain.cards(&nothing_kept),
        "the list"
    );
}

#[test]
fn a_rare_word_is_found_where_it_was_put() {
    let program = with_meetings(8);
    let library = library(&program);
    // Meeting 3 of the generator has it, once; meeting 7 has the restricted word.
    let rare = found(&library, maker::RARE, 50);
    assert_eq!((rare.hits(), rare.more), (1, false));
    let hit = &rare.meetings[0].hits[0];
    assert_eq!(&hit.passage.text[hit.marks[0].clone()], maker::RARE);
    let hidden = found(&library, maker::RESTRICTED, 50);
    assert_eq!(hidden.hits(), 1);
    assert_eq!(
        hidden.meetings[0].hits[0].passage.visibility.word(),
        "restricted"
    );
    assert!(
        found(&library, maker::PHRASE, 50).hits() < found(&library, maker::COMMON, 1000).hits()
    );
}

#[test]
fn newest_first_and_no_more_than_asked_for() {
    let program = with_meetings(30);
    let found = found(&library(&program), maker::COMMON, 25);
    assert_eq!((found.hits(), found.more), (25, true));
    let days: Vec<_> = found
        .meetings
        .iter()
        .map(|meeting| meeting.card.at)
        .collect();
    assert!(days.windows(2).all(|pair| pair[0] >= pair[1]), "{days:?}");
}
