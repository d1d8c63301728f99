//! The lowest screen, 20x5: its rows below the header, for every scene that has no snapshot of it.

use super::super::scenes::scene_at;

#[test]
fn the_lowest_screen_keeps_what_matters_most() {
    for line in LOWEST.trim().lines() {
        let (name, rows) = line.trim_start().split_once(" |").unwrap();
        let screen = scene_at(name, 20, 5);
        assert_eq!(screen.below_the_header().join(" /"), rows, "{name}");
    }
}

const LOWEST: &str = r#"
    after_closing | The meeting was c… / The meeting is / ‸ / / commands  F1
    agendas | 1 Restorative ini… /‸>2 Restorative rev… / 3 Strengthening F… / Esc back   F1 help
    alarm | 4.2  What it does… / NOT SAVED: The / KS: I‸ / Esc set aside  F1
    attendance | 1  Welcome / next: Dan (Tab) / ‸ / / commands  F1
    break | 4.2  What it does… / A break. /break / ‸ / / commands  F1
    catch_up | Catch-up list: to… / 1 entry. Enter / ‸ / / commands  F1
    catch_up_of_a_view | Catch-up list: to… / 2 entries. Enter / ‸ / / commands  F1
    childs_views | 4.1  In the child… / Tab: Dan / ‸ / / commands  F1
    close_no_gap_chosen |>○ Noah has not … / ! Several are / for it‸ / Esc set aside  F1
    close_reason |>○ Noah has not … / Why it stays open: / for it‸ / Esc set aside  F1
    closed |‸>○ Noah has not … / ! Noah has not / / / commands  F1
    commands | >/skip       Leav… / Leaves out the / /s‸ / Tab take  Esc  F1
    compare |  The plan / The plan / find: ‸ / / commands  F1
    dates | 9  Who helps, and… / Date recorded. / ‸ / / commands  F1
    due |  Due, seen from Wed / / find: ‸ / / commands  F1
    due_dates |           Nov /‸>Reports   no / handed    report / Esc back   F1 help
    editing | 4.2  What it does… / Changing 14:25 · / edit> here‸ / Esc  F1
    editing_in_a_table | Child's view · El… / Changing 14:07 · / edit> read by: AP‸ / Esc  F1
    find_empty | / Words in all / find: ‸ / Esc back   F1 help
    find_fault | / ! There is no / find: persn:kelly‸ / Esc back   F1 help
    find_looking | / Looking through / find: quiet‸ / Esc back   F1 help
    find_restricted |> 14:25  PC Hall ·… / 1 of 2 / find: cted‸ / Esc back   F1 help
    find_some_restricted | / Nothing in the / find: that‸ / Esc back   F1 help
    form | Action    14 below / How will everyone / measure: ‸ / Esc set aside  F1
    home | Enter goes on. /‸>20 Nov 2026…  open / find: / / commands  F1
    home_commands |>20 Nov 2026…  open / /findall     Find… / find: /‸ / Esc leave it  F1
    home_empty | No meeting yet. / Enter chooses an / find: ‸ / / commands  F1
    home_filtered |>20 Nov 202… closed / / find: len‸ / Esc show all  F1
    home_made_up |‸>…           closed / / find: / / commands  F1
    home_no_match | No meeting in the / list has "zebra / find: crossing‸ / Esc show all  F1
    no_reply | ask again /‸>DS Dan    father, / Smith     invited / Esc back   F1 help
    page |  Record of the / / find: ‸ / / commands  F1
    page_at_a_record |  Held from 14:08. / 4.2 Impact on the… / find: ‸ / / commands  F1
    page_by_child_headings |‸>   Comments, prais… / The headings of t… / find: / Esc back   F1 help
    page_commands | Shows one of the / kept versions. / find: /v‸ / Esc leave it  F1
    page_headings |‸>   Noah Smith / The headings of t… / find: / Esc back   F1 help
    page_refused | ! These minutes / were not opened: / find: ‸ening could / / commands  F1
    page_restricted |  14:24 A Patel, / 4.2 Impact on the… / find: ‸ / / commands  F1
    page_version |  The plan of last / The plan of last… / find: ‸ / / commands  F1
    people | 4.2  What it does… / Tab  >KS Kelly / k‸ / Esc set aside  F1
    plan | 7  The plan / Tab: Kelly / ‸ / / commands  F1
    practice | 1.1  Who is here / The meeting has / ‸ / / commands  F1
    prepare | People, children,… / Person recorded. / ‸ / / commands  F1
    prepare_empty | People, children,… / /child and /person / ‸ / / commands  F1
    prepare_selected | People, children,… / 13:50 Person: M / ‸ / Esc back   F1 help
    private | 4  Your own… 0 min / Your own time / ‸ / / commands  F1
    refused | People, children,… / ! The meeting has / KS: hello‸ / Esc set aside  F1
    scale | 6  Safety over all / Contribution / ‸ / / commands  F1
    scale_shown | 6.2  How safe, in… / Kelly 6.5, Dan 1, / ‸ / / commands  F1
    scale_typing | Scale      8 below / Which number? / score: ‸ / Esc set aside  F1
    scales |  Kasia Quillfeather / Kasia Quillfeathe… / find: ‸ / / commands  F1
    selected | 4.2  What it does… / 14:25 PC Hall, / ‸ / Esc back   F1 help
    selected_in_table | 9  Who helps, and… / 14:04 Date: Review / ‸ / Esc back   F1 help
    statement | 3  Before y… 0 min / Before your own / ‸ / / commands  F1
    striking | 4.2  What it does… / Striking out 14:29 / /strike ‸ / Esc  F1
    wishes |  22 Nov 2026: / 22 Nov 2026: Rest… / find: ‸ / / commands  F1
    yes_no | 4  Anything new / Answer recorded. / ‸ / / commands  F1
"#;
