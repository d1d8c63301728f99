//! Lines that lack a colon, or a `/`: who says them is asked, never guessed.

use super::tests::{entry, meeting, today};
use super::*;

#[test]
fn letters_without_a_colon_are_asked_about_and_the_line_stays_whole() {
    for line in [
        "SW I have known them since May",
        "SW; I have known them",
        "SW, she is well",
        "SW. we rang",
        "SW - no",
        "SW \u{2013} no",
        "SW> no",
        "SW) no",
        "SW@ no",
        "SW\" no",
        "SWl no",
        "SW = we rang",
        "SW + came",
        "SW #fact it rained",
        "SW",
        "SW/EL; she wants the lamp",
        "(SW we rang",
        "Subject: RE: SW: we rang",
        "On Monday they wrote: SW: we rang",
    ] {
        let said = entry(line);
        assert!(
            matches!(&said.who, Who::Unknown(letters) if letters.starts_with("SW")),
            "{line}: {said:?}"
        );
        assert_eq!(said.text, line);
        let meeting = meeting();
        let told = explain(&read(line, &meeting, today()), line, &meeting);
        assert!(told.contains("to be confirmed"), "{line}: {told}");
        assert_eq!(entry(&write_entry(&said, &meeting)), said, "{line}");
    }
}

#[test]
fn another_sign_than_a_colon_behind_a_name_is_asked_about() {
    for (name, line) in [
        ("Kelly", "Kelly - I was scared"),
        ("Kelly", "Kelly \u{2013} I was scared"),
        ("Kelly", "Kelly\u{2014} I was scared"),
        ("Kelly", "Kelly- I was scared"),
        ("Kelly", "Kelly; I was scared"),
        ("Kelly", "Kelly. I was scared"),
        ("Kelly", "Kelly > I was scared"),
        ("Kelly", "Kelly| I was scared"),
        ("Kelly", "- Kelly => I was scared"),
        ("Kelly Smith", "Kelly Smith - I was scared"),
        ("mum", "mum - I was scared"),
        ("The mother", "The mother ~ I was scared"),
        ("@Kelly", "@Kelly: I was scared"),
        ("#sw", "#sw: I was scared"),
        ("## SW", "## SW: I was scared"),
        ("SW", "14:05 SW I was scared"),
    ] {
        let said = entry(line);
        assert_eq!(said.who, Who::Unknown(name.into()), "{line}");
        assert_eq!(said.text, line);
        assert_eq!(entry(&write_entry(&said, &meeting())), said, "{line}");
    }
}

#[test]
fn marks_before_a_label_are_marks_behind_it() {
    for line in [
        "+ SW: she came",
        "?? SW: she came",
        "#obs SW: she came",
        "@ella + SW: she came",
        "#new ?? SW: she came",
    ] {
        let said = entry(line);
        assert_eq!(
            (&said.who, said.text.as_str()),
            (&Who::Known("p4".into()), "she came"),
            "{line}"
        );
    }
}

#[test]
fn a_sentence_about_somebody_is_a_sentence() {
    for line in [
        "SW came to see us",
        "HV visited on Monday",
        "SW is on leave",
        "SW and HV agree",
        "SW said so",
        "SW's report is long",
        "so SW rang",
        "I told SW about it",
        "no I did not",
        "ks is not her name",
        "Kelly, can you say more",
        "Kelly-Ann is her cousin",
        "mum is here; she waits outside",
        "the plan - as it is - holds",
        "@ella sleeps well: nobody knows why",
        "the plan is this: SW rings",
        "\\SW I have known them",
        "view from the window; it was: grey",
    ] {
        assert_eq!(entry(line).who, Who::Last, "{line}");
    }
}

#[test]
fn a_record_whose_slash_went_wrong_is_asked_about() {
    for line in [
        "> /view Ella; by: letter",
        "'/action ring; who: SW",
        "Hi all, /view Ella; by: letter",
        "view Ella; by: letter",
        "?view Ella; by: letter",
        "v/iew Ella; by: letter",
        "7action ring her; who: SW",
        "- /statement one",
    ] {
        let said = entry(line);
        assert_eq!(said.who, Who::Unknown("?".into()), "{line}");
        assert_eq!(said.text, line);
        let meeting = meeting();
        let told = explain(&read(line, &meeting, today()), line, &meeting);
        assert!(told.starts_with("Meant for /"), "{line}: {told}");
    }
}

#[test]
fn a_number_or_time_before_a_label_is_said_to_be_left_out() {
    let meeting = meeting();
    for (line, left) in [
        ("14:05 SW: we rang", "14:05"),
        ("3. SW: we rang", "3"),
        ("[14:05] SW: we rang", "14:05"),
    ] {
        let told = explain(&read(line, &meeting, today()), line, &meeting);
        assert!(told.contains(&format!("{left} is left out")), "{told}");
    }
}

#[test]
fn small_letters_with_a_sign_behind_them_are_asked_about() {
    for line in [
        "sw + came to all of them",
        "ks ! twice in May",
        "ks = never",
    ] {
        let letters = line.split(' ').next().unwrap();
        assert_eq!(entry(line).who, Who::Unknown(letters.to_owned()), "{line}");
        assert_eq!(entry(line).text, line);
    }
    for line in ["no + never", "we + they", "so ! it was"] {
        assert_eq!(entry(line).who, Who::Last, "{line}");
    }
}

#[test]
fn a_name_before_words_of_ones_own_is_asked_about() {
    for (line, name) in [
        ("Kelly we have two places left", "Kelly"),
        ("Okafor I was there on Monday", "Okafor"),
        ("Dan I\u{2019}m not going", "Dan"),
        ("Kelly my sister stays", "Kelly"),
        ("SH asked about school", "SH"),
        ("14:05 Kelly we came late", "Kelly"),
    ] {
        assert_eq!(entry(line).who, Who::Unknown(name.to_owned()), "{line}");
        assert_eq!(entry(line).text, line);
    }
    for line in [
        "Kelly was scared",
        "Kelly said we have two places",
        "Today I was scared",
        "kelly and i went",
        "Ella likes my dog",
    ] {
        assert_eq!(entry(line).who, Who::Last, "{line}");
    }
}

#[test]
fn a_name_and_where_it_comes_from_is_asked_about() {
    for line in [
        "Sandra from probation: he is up to date",
        "Jo Bloggs from the council: the flat is free",
    ] {
        let name = line.split(':').next().unwrap();
        assert_eq!(entry(line).who, Who::Unknown(name.to_owned()), "{line}");
    }
    for line in [
        "A letter from school: he was late",
        "Most of it: the nights",
    ] {
        assert_eq!(entry(line).who, Who::Last, "{line}");
    }
}
