"""`make bench`: every figure that this folder measures, one after the other."""

from bench import actions, hearing, language_speed

if __name__ == "__main__":
    hearing.main()
    language_speed.main()
    actions.main()
