//! The draft of somebody who only reads, as the disk of the journeys keeps it: beside the writer's draft. A reader
//! writes nothing else.

use super::driver::Draft;
use talking_piece::app::protocol::effect::Effect;

pub fn keep_beside(kept: &mut Option<Draft>, effect: &Effect) {
    match effect {
        Effect::Record(_) | Effect::WriteMinutes { .. } => panic!("a reader writes: {effect:?}"),
        Effect::BeginDraft {
            number,
            purpose,
            asides,
            text,
            ..
        } => {
            let last = kept.as_ref().map_or(0, |draft| draft.number);
            assert!(*number > last, "draft {number} came before");
            *kept = Some(Draft {
                number: *number,
                purpose: purpose.clone(),
                asides: asides.clone(),
                text: text.clone(),
            });
        }
        Effect::EditDraft(edit) => {
            let draft = kept.as_mut().expect("an edit without a draft");
            assert!(edit.put_into(&mut draft.text), "{edit:?} does not fit");
        }
        _ => {}
    }
}
