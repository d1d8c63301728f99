//! The tables that a section puts above its entries, pauses, and lists of the meeting: the rows in question.

use super::super::scenes::{scene, scene_at};

#[test]
fn attendance_says_since_when_each_person_has_been_here() {
    scene("attendance").shows(
        "
        |…│ 1  Welcome                                  3 of 10 min
        |…│ Who is here, and how does each of us know the children?
        |…│ Has everybody read the reports? We take no time for
        |…│ reading here.
        |…│ ── 1 more question: F1 ────────────────────────────────
        |…│ This meeting     venue Lantern House · in person · reas…
        |…│ EL  Ella Smith   child · 8
        |…│ NS  Noah Smith   child · 3
        |…│ RO  Robin Smith  child · 3 months
        |…│ KS  Kelly Smith  mother                       here 13:53
        |…┤ DS  Dan Smith    father                       here 13:53
        |…│ AP  A Patel      social worker                here 13:53
        |…│ JO  J Okafor     health visitor · Health      here 13:53
        |…│ PH  PC Hall      police officer · Police     13:53–13:54
        |…│ ST  M Stone      teacher · Harbour School     here 13:53
        |…│ CH  R Lowe       Chair                        here 13:53
        |…│ ───────────────────────────────────────────────────────
        |…│ 13:55 Kelly Smith     hello all
        ...
        | quorate: 3 agencies here, 3 needed ────────────────────────────────────────────
        | next: Dan (Tab)
        ",
    );
    scene_at("attendance", 50, 20).shows(
        "
        | ▶1 of 10  next DS  KS ●  DS ○  AP ○  and 3 more
        | 1  Welcome                           3 of 10 min
        | Who is here, and how does each of us know the
        | children?
        | ── 2 more questions: F1 ────── 4 earlier (Up) ──
        | KS  Kelly Smith  mother                here 13:53
        | DS  Dan Smith    father                here 13:53
        | AP  A Patel      social worker         here 13:53
        | JO  J Okafor     health visitor        here 13:53
        | PH  PC Hall      police officer       13:53–13:54
        | ST  M Stone      teacher               here 13:53
        | CH  R Lowe       Chair                 here 13:53
        | ────────────────────────────────────────────────
        | 13:55 Kelly       hello all
        ",
    );
}

#[test]
fn who_came_how_and_who_has_not_stand_in_their_rows() {
    scene("who_came").shows(
        "
        |…│ KS  Kelly Smith  mother                       here 13:55
        |…│ DS  Dan Smith    father                      not arrived
        |…┤ AP  A Patel      social worker                here 13:55
        |…│ JO  J Okafor     health visitor        here 13:56, phone
        |…│ PH  PC Hall      police officer · Police     not arrived
        |…│ ST  M Stone      teacher          apologies, report sent
        |…│ CH  R Lowe       Chair                        here 13:55
        |…│ ───────────────────────────────────────────────────────
        |…│ 13:58 J Okafor, HV    can you hear me
        |…│ 13:59 PC Hall         hello all
        ...
        | not quorate: 1 more agency needed · 2 here · the Chair may go on ──────────────
        | Contribution recorded. PC Hall has not arrived: /arrive PH (by phone).
        ",
    );
    scene_at("who_came", 50, 20).shows(
        "
        | AP  A Patel      social worker         here 13:55
        ",
    );
}

#[test]
fn a_round_of_ninety_nine_shows_who_speaks_who_is_next_and_how_many_more() {
    scene("round_of_many").shows(
        "
        | Round  family not yet│
        | N10 Neighbou… ○      │
        | N11 Neighbou… ○      │
        | N12 Neighbou… ● Tab  │
        | N13 Neighbou… ○      │
        | N14 Neighbou… ○      │
        | N49 Neighbou… ●      │
        |  and 93 more         │
        ",
    );
    scene_at("round_of_many", 50, 20).shows(
        "
        | ▶2 of 10  Tab N12  N12 ●  N49 ●  and 97 more
        ",
    );
}

#[test]
fn the_childs_views_say_how_each_child_was_heard_or_that_none_was() {
    let views = scene("childs_views");
    for heard in ["●letter +1  Noah", "–not asked  Robin"] {
        assert!(views.header().contains(heard), "{}", views.header());
    }
    views.shows(
        "
        |…│ 4.1  In the child's words                    4 of 5 min
        |…│ How has each child told us what life is like: here, in
        |…│ a letter, a drawing, through somebody?
        |…│ What does each child want to be different?
        |…│ ───────────────────────────────────────────────────────
        |…│ Ella                   letter · “I want it quiet at
        |…│                        night.” · read out
        |…│ Ella                   (restricted)
        |…│ Noah                   not asked · reason he is too
        |…┤                        young to be asked in words
        |…│ ○ Robin: not heard yet   /view Robin; by: …
        |…│ ───────────────────────────────────────────────────────
        |…│ 14:07 Kelly Smith     I have read it
        |…│
        ",
    );
    assert_eq!(views.style_of("Ella   "), "BBBB...");
    scene_at("childs_views", 50, 20).shows(
        "
        | ▶4.1 of 10  Tab DS  KS ●  DS ○  AP ○  and 4 more
        | 4.1  In the child's words             4 of 5 min
        | How has each child told us what life is like:
        | here, in a letter, a drawing, through somebody?
        | What does each child want to be different?
        | ────────────────────────────────────────────────
        | Ella                letter · “I want it quiet at
        |                     night.” · read out
        | Ella                (restricted)
        | Noah                not asked · reason he is too
        |                     young to be asked in words
        | ○ Robin: not heard yet   /view Robin; by: …
        | ────────────────────────────────────────────────
        | 14:07 Kelly       I have read it
        ",
    );
}

#[test]
fn the_plan_says_what_is_open_in_each_action() {
    let plan = scene("plan");
    plan.shows(
        "
        |…│ 7  The plan                                 4 of 20 min
        |…│ Which of the family's own ideas come first?
        |…│ What can your agency do that will matter most to this
        |…│ child?
        |…│ Who does it, by which day, and how will we see that it
        |…│ helped?
        |…│ What if it does not go as hoped: what happens then, who
        |…│ acts, and how will the family hear of it?
        |…│ ───────────────────────────────────────────────────────
        |…┤ Kelly books speech     who Kelly · by Sat 12 Dec ·
        |…│ therapy for Noah       measure letter seen
        |…│ Dan sleeps at his      who Dan · open: by, measure,
        |…│ brother's on weekdays  outcome
        |…│ Kelly misses two       then A Patel calls the same day
        |…│ visits                 · told yes
        |…│ ───────────────────────────────────────────────────────
        |…│ 14:07 Dan Smith     = my brother has a spare room
        ...
        | quorate: 4 agencies here, 3 needed ────────────────────────────────────────────
        | Tab: Kelly
        ",
    );
    assert_eq!(plan.style_of("Dan sleeps at"), "B".repeat(13));
    scene_at("plan", 50, 20).shows(
        "
        | 7  The plan                          4 of 20 min
        | Which of the family's own ideas come first?
        | What can your agency do that will matter most to
        | this child?
        | ── 2 more questions: F1 ────────────────────────
        | Kelly books speech  who Kelly · by Sat 12 Dec ·
        | therapy for Noah    measure letter seen
        | Dan sleeps at his brother's on weekdays
        |   who Dan · open: by, measure, outcome
        | Kelly misses two    then A Patel calls the same
        | visits              day · told yes
        | ────────────────────────────────────────────────
        | 14:07 Dan Smith = my brother has a spare room
        ",
    );
}

#[test]
fn dates_stand_with_those_that_are_still_to_be_set() {
    scene("dates").shows(
        "
        |…│ 9  Who helps, and when                       1 of 5 min
        |…│ Whom would the family like to have beside them in the
        |…│ core group?
        |…│ Which days and times suit the family, school and work?
        |…│ ───────────────────────────────────────────────────────
        |…│ First core group       Tue 1 Dec · 10:00 · Harbour Scho…
        |…│ ○ Review conference by Sat 20 Feb 2027, 3 months
        |…│   /date Review conference; on: …
        |…│
        ...
        | quorate: 4 agencies here, 3 needed ────────────────────────────────────────────
        | Date recorded.
        ",
    );
}

#[test]
fn a_date_that_is_no_working_day_says_so() {
    let chosen = scene("selected_in_table");
    chosen.shows(
        "
        |…│ Which days and times suit the family, school and work?
        |…│ ───────────────────────────────────────────────────────
        |…│‸>Review conference      Sat 20 Feb · limit Sat 20 Feb
        |…│                        2027, 3 months · not a working
        |…│                        day: it is a Saturday
        |…│ First core group       Tue 1 Dec · limit Fri 4 Dec, 10…
        |…┤ ○ Core groups until the review   /series
        |…│   every 6 weeks: Tue 12 Jan 2027
        ...
        | quorate: 4 agencies here, 3 needed ────────────────────────────────────────────
        | 14:04 Date: Review conference
        |
        | Enter edit   /append   /strike   /mark   Esc back   F1 help
        ",
    );
    assert_eq!(chosen.style_of(">Review conference"), "R".repeat(18));
}

#[test]
fn what_is_due_is_listed_with_the_rule_of_the_chosen_one() {
    let due = scene("due_dates");
    due.shows(
        "
        | What is due by when, and by which rule
        | Reports shared with the family  no report is recorded · by Tue 17 Nov
        |‸>Reports handed in               no report is recorded · by Wed 18 Nov
        | Reports circulated              no report is recorded · by Thu 19 Nov
        | Decision letter                 in one working day · by Mon 23 Nov
        | Disagreement in writing         in 3 days · by Mon 23 Nov
        | Initial conference              held in time · by Thu 26 Nov
        | Child told what was decided     in 5 working days · by Fri 27 Nov
        | New date, if there were too     in 10 working days · by Fri 4 Dec
        | few agencies
        | First core group                set for Mon 7 Dec 2026, late by one working
        |                                 day · by Fri 4 Dec
        | Visit to the child              in 14 days · by Fri 4 Dec
        | Minutes                         in 15 working days · by Fri 11 Dec
        | Complaint in writing            in 28 days · by Fri 18 Dec
        | First review                    set for Wed 17 Feb 2027 · by Sat 20 Feb 2027
        | /series                         Adds the core groups until the review, every
        |                                 6 weeks: Mon 18 Jan 2027.
        |────────────────────────────────────────────────────────────────────────────────
        | no report is recorded · by Wed 18 Nov, 2 working days before
        |
        | Up Down choose   Esc back   F1 help
        ",
    );
    assert_eq!(due.style_of(">Reports handed in"), "R".repeat(18));
    scene_at("due_dates", 50, 20).shows(
        "
        | What is due by when, and by which rule
        | Reports shared with   no report is recorded ·
        | the family            by Tue 17 Nov
        |‸>Reports handed in     no report is recorded ·
        |                       by Wed 18 Nov
        | Reports circulated    no report is recorded ·
        |                       by Thu 19 Nov
        | Decision letter       in one working day · by
        |                       Mon 23 Nov
        | Disagreement in       in 3 days · by Mon 23 Nov
        | writing
        | Initial conference    held in time · by Thu 26
        |                       Nov
        | Child told what was   in 5 working days · by
        |─────────────────────────── 7 below (Page Down) ──
        | no report is recorded · by Wed 18 Nov, 2 working
        | days before
        | Up Down choose   Esc back   F1 help
        ",
    );
}

#[test]
fn questions_of_yes_and_no_stand_with_their_answer_and_its_reason() {
    scene("yes_no").shows(
        "
        |  1   To begin with   │ 4  Anything new                              1 of 3 min
        |  2   How it is now   │ Has any of us a worry that has not been said yet?
        |  3   The plan        │ ───────────────────────────────────────────────────────
        |▶ 4   Anything new    │ Is there a new worry about a child's safety?
        |  5   Next time       │   no · nobody has seen anything new
        |──────────────────────┤ ○ 2 Does it need something today?
        | Round  family not yet│
        ...
        |──────────────────────┴─────────────────────────────────────────────────────────
        | Answer recorded.
        ",
    );
}

#[test]
fn a_hidden_score_says_only_that_it_is_in_and_who_is_to_come() {
    scene("scale").shows(
        "
        |…│ 6  Safety over all                           2 of 5 min
        |…│ All in all: which number, and what would one number
        |…│ higher look like?
        |…│
        |…│ 1  All in all, how safe are the children right now?
        |…│  0 = So unsafe that they cannot stay where they are
        |…│ 10 = Safe enough that the professionals can go
        |…│ ───────────────────────────────────────────────────────
        |…┤ Kelly Smith            score is in, hidden · Ella
        |…│ ○ Ella: 1 score is in and hidden. Still to come: Dan,
        |…│ Patel, Okafor, PC Hall, Stone.
        |…│   /scores show: the Chair shows them now
        |…│ ───────────────────────────────────────────────────────
        |…│ 14:05 PC Hall         4 for me                        ??
        ...
        | quorate: 4 agencies here, 3 needed ────────────────────────────────────────────
        | Contribution recorded. A score? /scale 1; by: PH; score: 4 records it; this
        | line is only words.
        ",
    );
    scene_at("scale", 50, 20).shows(
        "
        | 6  Safety over all                    2 of 5 min
        |  0 = So unsafe that they cannot stay where they…
        | 10 = Safe enough that the professionals can go
        | ── 1 more question: F1 ─────────────────────────
        | Kelly Smith         score is in, hidden · Ella
        | ○ Ella: 1 score is in and hidden. Still to come:
        | Dan, Patel, Okafor, PC Hall, Stone.
        |   /scores show: the Chair shows them now
        | 14:05 PC Hall     4 for me                     ??
        ...
        | Contribution recorded. A score? /scale 1; by:
        ",
    );
}

#[test]
fn all_scores_are_shown_at_once_beside_those_of_last_time() {
    scene("scale_shown").shows(
        "
        |…│ 6.2  How safe, in a number                   8 of 3 min
        |…│ Say your number, and what makes it that number.
        |…│
        |…│ 1  How safe is this child in everyday life right now?
        |…│  0 = This child is not safe at all
        |…│ 10 = This child is as safe as any child should be
        |…│ ───────────────────────────────────── 2 earlier (Up) ──
        |…│ Kelly Smith            score 6.5 · why I ask for help
        |…│                        now · Last time 4, now 2.5 more.
        |…│ Dan Smith
        |…┤   score 1 · why I am not there at night · Not to be
        |…│   compared with last time. The ends of the scale meant
        |…│   something else. · ! Somebody has to act today: the
        |…│   Chair takes it further before people leave.
        |…│ A Patel                score 5 · why it holds, most
        |…│                        days
        | not quorate: 2 more agencies needed · 1 here ──────────────────────────────────
        | Kelly 6.5, Dan 1, Patel 5 (0 = This child is not safe at all · 10 = This child
        | is as safe as any child should be). ! Dan: Somebody has to act today: the
        | Chair takes it further before people leave.
        | ‸
        | Tab next person   /next   / commands   Up entries   F1 help
        ",
    );
}

#[test]
fn a_score_is_asked_for_with_both_ends_of_its_scale() {
    let typed = scene("scale_typing");
    typed.shows(
        "
        |…│ Scale                                          * needed
        |…│ ───────────────────────────────────────────────────────
        |…│  *scale     safety
        |…│   by        Dan Smith
        |…│ >*score     Which number?
        |…│   child     For which child?
        |…│   why       What makes it that number?
        |…│   question  What was asked?
        |…┤   from      Which number is the lowest?
        |…│   to        Which number is the highest?
        |…│   low       What does the lowest number mean?
        |…│   high      What does the highest number mean?
        ...
        | quorate: 4 agencies here, 3 needed ────────────────────────────────────────────
        | Which number? (needed) (a number) · 0 = This child is not safe at all · 10 =
        | This child is as safe as any child should be · hidden until all are in
        | /scale 1; by: DS; score: ‸
        | Enter record   Tab next field   Esc set aside   F1 help
        ",
    );
    assert_eq!(typed.style_of(">*score"), "B".repeat(7));
}

#[test]
fn a_statement_stands_in_full_until_it_has_been_read() {
    scene("statement").shows(
        "
        |…│ 3  Before your own time                           0 min
        |…│ This part is yours. We go out now, and nobody writes
        |…│ anything down while we are away. Take as long as you
        |…│ need.
        |…│ You have the questions on paper. Call us if you want to
        |…│ know something, and when you are ready.
        |…┤
        |…│ ○ not read yet   /statement; read by: …
        |…│ ───────────────────────────────────────────────────────
        ...
        |──────────────────────┴─────────────────────────────────────────────────────────
        | Before your own time
        ",
    );
    scene_at("statement", 50, 20).shows(
        "
        | 3  Before your own time                    0 min
        | This part is yours. We go out now, and nobody
        | writes anything down while we are away. Take as
        | long as you need.
        | You have the questions on paper. Call us if you
        | want to know something, and when you are ready.
        |
        | ○ not read yet   /statement; read by: …
        | ────────────────────────────────────────────────
        ",
    );
}

#[test]
fn in_private_time_there_is_nothing_to_record() {
    let private = scene("private");
    private.shows(
        "
        |  1 ✓ Welcome         │ 4  Your own time                                  0 min
        |  2   What you need t…│
        |  3   Before your own…│ Private time since 14:03.
        |▶ 4   Your own time   │
        |  5   Agreeing the pl…│ The family is on its own: nothing is recorded.
        |  6   Meeting again   │ /private ends it; so does the next section.
        |                      │
        ...
        |──────────────────────┴─────────────────────────────────────────────────────────
        | Your own time
        | ‸
        | /private end it   /next   / commands   F1 help
        ",
    );
    assert_eq!(private.style_of("Private time since"), "B".repeat(18));
}

#[test]
fn a_break_says_why_it_is_and_what_ends_it() {
    let pause = scene("break");
    pause.shows(
        "
        |…│
        |…│ A break since 14:30 (cup of tea). The next entry ends
        |…│ it.
        |…│
        |…│ What has this been like for this child, day by day?
        |…│ What do you notice about this child since then?
        |…│ What helps this child to feel safe?
        |…│ ── 2 more questions: F1 ───────────── 2 earlier (Up) ──
        |…┤ 14:23 A Patel, SW   ! Ella has missed nine days of
        ...
        | quorate: 4 agencies here, 3 needed ────────────────────────────────────────────
        | A break. /break ends it; so does the next entry.
        | ‸
        | Tab next person   /next   / commands   Up entries   F1 help
        ",
    );
    assert_eq!(pause.style_of("A break since"), "B".repeat(13));
}

#[test]
fn the_catch_up_list_holds_what_is_to_be_looked_at_again() {
    let list = scene("catch_up");
    list.shows(
        "
        |…│ Catch-up list: to be looked at again
        |…│ ───────────────────────────────────────────────────────
        |…│ 14:26 QX?             the two boys upstairs           ??
        |…│
        ...
        | quorate: 4 agencies here, 3 needed ────────────────────────────────────────────
        | 1 entry. Enter puts it right, Esc goes back.
        | ‸
        | Tab next person   /next   / commands   Up entries   F1 help
        ",
    );
    assert_eq!(list.style_of("??"), "BB");
    scene("catch_up_of_a_view").shows(
        "
        |…│ Catch-up list: to be looked at again
        |…│ ───────────────────────────────────────────────────────
        |…│ 14:26 QX?             the two boys upstairs           ??
        |…│ 14:30 Noah (?)        “no shout”              to confirm
        |…│
        ...
        | quorate: 4 agencies here, 3 needed ────────────────────────────────────────────
        | 2 entries. Enter puts the last one right, Up chooses another, Esc goes back.
        | ‸
        | Tab next person   /next   / commands   Up entries   F1 help
        ",
    );
}
