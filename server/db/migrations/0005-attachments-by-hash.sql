-- Who names a blob: asked before every piece of an upload and before every download.
CREATE INDEX row_attachment ON row (space, (doc ->> 'sha256')) WHERE kind = 'attachment';
