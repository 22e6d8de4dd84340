"""The field of a file that people send."""

from typing import Any

from wtforms import Field, widgets

from adapters.kept_files import SentFile


class UploadField(Field):
    """One file with its name."""

    kind = "file"
    widget = widgets.FileInput()
    data: SentFile | None

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the file that was chosen; without one, nothing."""
        sent = next((one for one in valuelist if getattr(one, "filename", None)), None)
        self.data = None
        if sent is not None:
            with sent.stream:
                self.data = SentFile(sent.filename, sent.stream.read())
