"""The authors' room: the queue's cards, the answers written from them, and the digest."""
