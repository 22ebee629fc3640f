//! The official keys: templates as numbered lines, of which the message's id, the incident type and the confidence in organisations
//! are read.
//!
//! ```text
//! 0.  MESSAGE: ID                     DEV-MUC3-0001 (NCCOSC)
//! 4.  INCIDENT: TYPE                  KIDNAPPING
//! 11. PERP: ORGANIZATION CONFIDENCE   REPORTED AS FACT: "FARABUNDO MARTI FRONT" / "FMLN"
//!                                     POSSIBLE: "FPL"
//! ```

use sayso_reading::Confidence;

use super::KeyConfidence;
use super::messages::id;

/// A template of a key file, as far as it is read.
#[derive(Default)]
struct Key {
    message: String,
    incident_type: String,
    confidence: String,
}

/// Of each template: its message, and the confidence in each of its organisations.
pub(super) fn read(file: &str) -> Vec<(String, Vec<KeyConfidence>)> {
    let mut keys: Vec<Key> = Vec::new();
    let mut field = "";
    for line in file.lines().filter(|line| !line.starts_with(';')) {
        let numbered = line.split_once('.').filter(|(number, _)| number.parse::<u8>().is_ok());
        let value = match numbered {
            Some((number, rest)) => {
                field = number;
                // The name of the field is set off by two spaces at least.
                rest.trim_start().split_once("  ").map_or("", |(_, value)| value)
            }
            None => line,
        };
        if field == "0" && numbered.is_some() {
            keys.push(Key { message: id(value.trim()).unwrap_or_default().to_owned(), ..Key::default() });
        }
        let Some(key) = keys.last_mut() else { continue };
        let kept = match field {
            "4" => &mut key.incident_type,
            "11" => &mut key.confidence,
            _ => continue,
        };
        kept.push(' ');
        kept.push_str(value.trim());
    }
    keys.into_iter().map(|key| (key.message.clone(), key.organisations())).collect()
}

impl Key {
    fn organisations(&self) -> Vec<KeyConfidence> {
        let incident_type = self.incident_type.trim().to_lowercase();
        let mut out = Vec::new();
        // Outside quotation marks stand the labels, inside them the names that the label before them is of.
        let mut confidence = None;
        for (number, part) in self.confidence.split('"').enumerate() {
            if number % 2 == 0 {
                confidence = label(part).or(confidence);
            } else if let Some(confidence) = confidence {
                out.push(KeyConfidence {
                    incident_type: incident_type.clone(),
                    organisation: part.to_owned(),
                    confidence,
                });
            }
        }
        out
    }
}

/// The confidence that a label of the keys says, by the names of the contract.
fn label(text: &str) -> Option<Confidence> {
    Some(match text.trim().trim_start_matches(['?', '/', '-', ' ']).trim_end_matches(':').trim() {
        "REPORTED AS FACT" => Confidence::Fact,
        "CLAIMED OR ADMITTED" => Confidence::ClaimedOrAdmitted,
        "SUSPECTED OR ACCUSED BY AUTHORITIES" => Confidence::AccusedByAuthorities,
        "SUSPECTED OR ACCUSED" => Confidence::Accused,
        "POSSIBLE" => Confidence::Possible,
        "ACQUITTED" => Confidence::Acquitted,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_has_the_label_before_it() {
        let file = "\
;;; a note
0.  MESSAGE: ID                     TST1-MUC3-0009 (NOSC)
4.  INCIDENT: TYPE                  BOMBING
10. PERP: ORGANIZATION ID           \"ORSA FRONT\" / \"OF\"
11. PERP: ORGANIZATION CONFIDENCE   CLAIMED OR ADMITTED: \"ORSA FRONT\" /
                                    \"OF\"
                                    ? POSSIBLE: \"NIGHT GROUP\"
12. PHYS TGT: ID                    \"BRIDGE\"

0.  MESSAGE: ID                     TST1-MUC3-0010 (NOSC)
4.  INCIDENT: TYPE                  *
11. PERP: ORGANIZATION CONFIDENCE   *
";
        let found = read(file);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].0, "TST1-MUC3-0009");
        let of = |(number, name, confidence): (usize, &str, Confidence)| {
            assert_eq!(found[0].1[number].organisation, name);
            assert_eq!(found[0].1[number].confidence, confidence);
            assert_eq!(found[0].1[number].incident_type, "bombing");
        };
        of((0, "ORSA FRONT", Confidence::ClaimedOrAdmitted));
        of((1, "OF", Confidence::ClaimedOrAdmitted));
        of((2, "NIGHT GROUP", Confidence::Possible));
        assert_eq!(found[1], ("TST1-MUC3-0010".to_owned(), vec![]));
    }
}
