//! What comes out of a printer: the page in the window as a PDF, and how many sheets of paper that is.

use anyhow::{Result, anyhow, ensure};
use fantoccini::wd::{PrintConfiguration, PrintSize};

use crate::{Browser, paths};

impl Browser {
    /// Fails unless the page prints on exactly one sheet: of the size it asks for, and of A4 where a printer has nothing
    /// else. Keeps the PDFs beside the screenshots.
    pub async fn prints_on_one_sheet(&self, name: &str) -> Result<()> {
        for (paper, size) in [("letter", None), ("a4", Some(PrintSize::A4))] {
            let pdf = self.printed(size).await?;
            let folder = paths::screenshots();
            std::fs::create_dir_all(&folder)?;
            std::fs::write(folder.join(format!("{name}.{paper}.pdf")), &pdf)?;
            let sheets = sheets(&pdf)?;
            ensure!(
                sheets == 1,
                "{name} ({}) prints on {sheets} sheets of {paper}",
                self.path().await?
            );
        }
        Ok(())
    }

    /// The page as a PDF, on this paper or on what the page asks for.
    async fn printed(&self, size: Option<PrintSize>) -> Result<Vec<u8>> {
        let settings = PrintConfiguration::builder()
            .background(true)
            .shrink_to_fit(size.is_some())
            .size(size.unwrap_or(PrintSize::US_LETTER))
            .build()
            .map_err(|error| anyhow!("print settings: {error:?}"))?;
        Ok(self.client.print(settings).await?)
    }
}

/// Chromium writes every page as an object of its own, `/Type /Page`, and leaves the objects in plain text.
fn sheets(pdf: &[u8]) -> Result<usize> {
    ensure!(pdf.starts_with(b"%PDF-"), "not a PDF");
    let text = String::from_utf8_lossy(pdf);
    let pages = text
        .split("/Type /Page")
        .skip(1)
        .filter(|rest| !rest.starts_with('s'))
        .count();
    ensure!(pages > 0, "a PDF whose pages cannot be counted");
    Ok(pages)
}
