use std::collections::BTreeMap;

use super::*;

#[derive(serde::Deserialize)]
struct Row {
    code: String,
    label: String,
}

fn reference() -> BTreeMap<String, serde_json::Value> {
    serde_json::from_str(include_str!("../../../data/reference/codelists.json")).unwrap()
}

macro_rules! same_as_reference {
    ($($name:ident),+ $(,)?) => {
        let reference = reference();
        $(
            let rows: Vec<Row> = serde_json::from_value(reference[$name::LIST].clone()).unwrap();
            let listed: Vec<_> = rows.iter().map(|row| (row.code.as_str(), row.label.as_str())).collect();
            let ours: Vec<_> = $name::ALL.iter().map(|each| (each.as_str(), each.label())).collect();
            assert_eq!(ours, listed, "{} differs from the reference list", $name::LIST);
        )+
    };
}

#[test]
fn every_enum_equals_its_reference_list() {
    same_as_reference!(
        FunderType,
        CapitalProduct,
        StackLayer,
        StackLineStatus,
        ConveningPurpose,
        ConveningMode,
        ConveningFormat,
        ConveningStatus,
        ParticipantRole,
        InterestKind,
        RelationshipStage,
        GeoScope,
        AbsorptionFunction,
        ContractStage,
    );
}

#[test]
fn a_code_comes_back_as_it_went() {
    for product in CapitalProduct::ALL {
        assert_eq!(product.to_string().parse(), Ok(*product));
        let json = serde_json::to_string(product).unwrap();
        assert_eq!(
            serde_json::from_str::<CapitalProduct>(&json).unwrap(),
            *product
        );
    }
}

#[test]
fn an_unknown_code_is_refused_with_the_choices() {
    let error = "pledge".parse::<ConveningMode>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "“pledge” is not a known convening mode; choose one of: issue_focused, systems_change"
    );
}
