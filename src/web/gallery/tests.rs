use askama::Template;

use super::super::{Assets, Shell, ShellUser};
use super::{GalleryPage, PublicGalleryPage};

#[derive(Template)]
#[template(path = "problem.html")]
struct Problem {
    shell: Shell,
    status: u16,
    heading: &'static str,
    message: &'static str,
    what_to_do: &'static str,
    request_id: &'static str,
}

fn shell(title: &str) -> Shell {
    Shell {
        title: title.into(),
        section: "goals",
        user: Some(ShellUser {
            name: "Dana Whitfield".into(),
            initials: "DW".into(),
            role_label: "Program officer",
            is_admin: true,
            is_staff: true,
            table_href: String::new(),
            can_edit: true,
            reviews_waiting: 3,
        }),
        theme: "auto",
        keys: true,
        flash: Some("Convening saved. Next: choose who sits at the table.".into()),
        assets: Assets::embedded(),
        demo: true,
        canonical: String::new(),
    }
}

fn public_shell(title: &str) -> Shell {
    Shell {
        user: None,
        flash: None,
        ..shell(title)
    }
}

fn problem() -> Problem {
    Problem {
        shell: public_shell("Error: page not found"),
        status: 404,
        heading: "We cannot find that page",
        message: "The address may be mistyped, or the page may have been removed.",
        what_to_do: "Check the address, or start again from the beginning.",
        request_id: "0192f0c1-5a7e",
    }
}

#[test]
fn staff_pages_have_landmarks_and_no_dead_sections() {
    let html = GalleryPage::new(shell("Gallery")).render().unwrap();
    for needed in [
        "<title>Gallery - Roundtable</title>",
        r#"<main class="main" id="main""#,
        r#"aria-label="Main""#,
        r#"href="/demo/mailbox""#,
        r#"href="/admin""#,
    ] {
        assert!(html.contains(needed), "missing {needed}");
    }
    assert_eq!(
        html.matches(r#"aria-current="page""#).count(),
        3,
        "nav, crumbs and tabs each mark one place"
    );
    for absent in ["/commitments", "/reports", "style=", "<no value>"] {
        assert!(!html.contains(absent), "found {absent}");
    }
}

#[test]
fn a_viewer_sees_no_administration_and_no_planning() {
    let mut shell = shell("Gallery");
    shell.keys = false;
    shell.theme = "dark";
    if let Some(user) = shell.user.as_mut() {
        user.is_admin = false;
        user.can_edit = false;
        user.reviews_waiting = 0;
    }
    let html = GalleryPage::new(shell).render().unwrap();
    for absent in [
        r#"href="/admin""#,
        "/demo/mailbox",
        "/convenings/new",
        " waiting</span>",
    ] {
        assert!(!html.contains(absent), "found {absent}");
    }
    assert!(html.contains(r#"data-theme="dark" data-keys="off""#));
}

#[test]
fn a_refused_field_is_described_and_linked() {
    let html = PublicGalleryPage::new(public_shell("Error: Register interest"))
        .render()
        .unwrap();
    assert!(html.contains(r##"<a href="#f-email">Enter an e-mail address"##));
    assert!(html.contains(r#"aria-describedby="f-email-hint f-email-error" aria-invalid="true""#));
    assert!(html.contains(r#"<fieldset class="field" id="f-products" tabindex="-1""#));
    assert!(html.contains(r#"href="/sign-in""#));
}

#[test]
fn hostile_text_is_escaped() {
    let html = GalleryPage::new(shell("<script>alert(1)</script>"))
        .render()
        .unwrap();
    assert!(!html.contains("<script>alert"));
    let page = problem();
    assert!(page.render().unwrap().contains("Error 404"));
}

#[test]
fn ids_are_unique() {
    let html = GalleryPage::new(shell("Gallery")).render().unwrap();
    let mut ids: Vec<&str> = html
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

/// Writes pages that a browser can open from disk, to look at them.
#[test]
#[ignore = "writes files to look at"]
fn gallery_to_disk() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let links: String = [
        "tokens",
        "base",
        "layout",
        "components",
        "forms",
        "tables",
        "charts",
        "dialogs",
        "print",
    ]
    .map(|name| format!(r#"<link rel="stylesheet" href="file://{root}/assets/css/{name}.css">"#))
    .concat();
    let pages = [
        ("gallery", GalleryPage::new(shell("Gallery")).render()),
        (
            "gallery-public",
            PublicGalleryPage::new(public_shell("Error: Register interest")).render(),
        ),
        ("gallery-problem", problem().render()),
    ];
    for (name, html) in pages {
        let html = html
            .unwrap()
            .replacen("</head>", &format!("{links}</head>"), 1);
        std::fs::write(format!("{root}/target/{name}.html"), html).unwrap();
    }
}
