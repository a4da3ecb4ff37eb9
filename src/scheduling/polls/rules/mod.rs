//! What a date poll must be, and what follows from the answers. All pure.
