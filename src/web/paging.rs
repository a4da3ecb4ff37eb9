//! Pages of long lists. The page's number is in the address, so it can be linked and reloaded.

use super::views::PagerView;

/// An address with those of the pairs that say something, fit for a link.
pub fn address(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs.iter().filter(|(_, value)| !value.is_empty()));
    match query.finish() {
        query if query.is_empty() => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

/// Which page is wanted (from 1) of how many rows each.
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    pub page: u64,
    pub size: u64,
}

impl Paging {
    /// Reads `?page=`; nonsense is the first page.
    pub fn read(page: &str, size: u64) -> Self {
        Self {
            page: page.parse().unwrap_or(1).clamp(1, 1_000_000),
            size: size.max(1),
        }
    }

    /// The page of a list of so many rows that is asked for, or its last: whoever removes the last row of a page does not land
    /// on nothing.
    pub fn within(page: &str, size: u64, total: usize) -> Self {
        let wanted = Self::read(page, size);
        Self {
            page: wanted.page.min((total as u64).div_ceil(wanted.size).max(1)),
            ..wanted
        }
    }

    /// The page on which the row at this place of a list is, the first being 0.
    pub fn holding(at: usize, size: u64) -> Self {
        let size = size.max(1);
        Self {
            page: at as u64 / size + 1,
            size,
        }
    }

    /// Those of a list that are on this page.
    pub fn part<T>(self, all: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
        let skip = usize::try_from(self.offset()).unwrap_or(usize::MAX);
        let take = usize::try_from(self.size).unwrap_or(usize::MAX);
        all.skip(skip).take(take)
    }

    pub fn offset(self) -> u64 {
        (self.page - 1) * self.size
    }

    /// What a list of `total` rows shows around it; `path` is the address without its page.
    pub fn pager(self, total: u64, path: &str, noun: &'static str) -> PagerView {
        self.pager_of("page", total, path, noun)
    }

    /// The same of one of several lists on a page: `name` is what its page is called in the address.
    pub fn pager_of(self, name: &str, total: u64, path: &str, noun: &'static str) -> PagerView {
        let pages = total.div_ceil(self.size).max(1);
        let joint = if path.contains('?') { '&' } else { '?' };
        let link = |page: u64| format!("{path}{joint}{name}={page}");
        PagerView {
            from: if total == 0 { 0 } else { self.offset() + 1 },
            to: (self.offset() + self.size).min(total),
            total,
            noun,
            previous: (self.page > 1).then(|| link((self.page - 1).min(pages))),
            next: (self.page < pages).then(|| link(self.page + 1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_the_pages_around() {
        let pager = Paging::read("2", 50).pager(120, "/funders?q=bank", "funders");
        assert_eq!((pager.from, pager.to), (51, 100));
        assert_eq!(pager.previous.as_deref(), Some("/funders?q=bank&page=1"));
        assert_eq!(pager.next.as_deref(), Some("/funders?q=bank&page=3"));
    }

    #[test]
    fn an_address_says_only_what_was_chosen() {
        let pairs = [("q", "St. Paul & co"), ("state", "")];
        assert_eq!(address("/cities", &pairs), "/cities?q=St.+Paul+%26+co");
        assert_eq!(address("/cities", &[("q", "")]), "/cities");
    }

    #[test]
    fn a_page_that_is_no_more_is_the_last() {
        let rows: Vec<u64> = (0..120).collect();
        let page = Paging::within("9", 50, rows.len());
        assert_eq!(page.page, 3);
        assert_eq!(page.part(rows.iter()).next(), Some(&100));
        assert_eq!(Paging::holding(109, 50).page, 3);
        assert_eq!(Paging::within("2", 50, 0).page, 1);
    }

    #[test]
    fn an_empty_list_has_one_page() {
        let pager = Paging::read("x", 50).pager(0, "/funders", "funders");
        assert_eq!((pager.from, pager.to), (0, 0));
        assert_eq!((pager.previous, pager.next), (None, None));
    }
}
