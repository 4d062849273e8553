"""Make the table of word vectors: `make train` runs this first. Needs the model; takes half a minute."""

from importlib.resources import files
from pathlib import Path

from knowledge.matching.encoder import MiniLM, model_files, vocabulary_words
from knowledge.matching.words import WordVectors

SHIPPED = Path(str(files("knowledge.matching") / "words.npz"))


def main() -> None:
    model = model_files()
    words = [
        word for word in vocabulary_words(model.vocabulary.read_text(encoding="utf-8")) if word.isascii()
    ]
    vectors = MiniLM.load(model, threads=2).encode(words)
    SHIPPED.write_bytes(WordVectors.fit(words, vectors).dump())
    print(f"{len(words)} words -> {SHIPPED.name}, {SHIPPED.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
