"""What the fake bot says. Shapes count here; the words are no clinical content."""

from __future__ import annotations

from typing import Any

from spinewise.rasa.channels.drawings import size_of

ASK: dict[str, Any] = {
    "text": "Do you have any of these?\n\n- You can't feel when you pee\n"
    "- Numb between your legs\n- A weak leg",
    "buttons": [
        {"title": "Yes", "payload": '/answer{"question": "nerves", "value": "yes"}'},
        {"title": "No", "payload": '/answer{"question": "nerves", "value": "no"}'},
        {
            "title": "Not sure",
            "payload": '/answer{"question": "nerves", "value": "unsure"}',
        },
    ],
    "progress": {"step": 1, "of": 5},
}

EMERGENCY: dict[str, Any] = {
    "text": "Call 999 or 112 now, or go to the nearest emergency department.\n\n"
    'You said: "I can\'t feel when I pee, 300 times a day".\n\n'
    "If you feel you may hurt yourself, call Samaritans on 116 123 or "
    "+44 20 7946 0018. Go within 24 hours.",
    "card": {"tier": "emergency", "kind": "go_now"},
    "reasons": {
        "rules": [
            {
                "words": ["can't feel when I pee"],
                "why": "The nerves to your bladder run through your lower back.",
                "rule": "nerves.pee",
                "sources": [
                    {
                        "title": "Warning card",
                        "publisher": "A hospital",
                        "url": "https://hospital.example/card",
                    },
                    {"title": "A book", "publisher": "A house", "url": None},
                ],
                "reviewed": "2026-11-22",
                "status": "verified",
            }
        ],
        "denied": [],
        "exercises": [],
    },
}

SELFCARE: list[dict[str, Any]] = [
    {"text": "Nothing you told me needs a doctor today."},
    {
        "text": "Knee rolls\n\n1. Lie on your back.\n"
        "2. Let both knees roll to one side.\n"
        "3. Roll to the other side.\n\nDo 10, two times a day. Call me on 555 123.",
        "card": {"tier": "selfcare", "exercises": ["X02"]},
    },
]

SIZES = {name: size_of(name) for name in ("bridge", "walking")}

EXERCISES: dict[str, dict[str, Any]] = {
    "bridge": {
        "id": "bridge",
        "name": "Bridge",
        "steps": ["Lie on your back.", "Lift your hips."],
        "stop": ["Stop if your leg tingles."],
        "variants": {"easier": "Lift your hips only a little."},
        "dose": {
            "text": "Hold 5 seconds, 2 times on each side.",
            "minutes": 1,
            "sets": 1,
            "reps": 2,
            "hold_seconds": 5,
            "sides": 2,
        },
        "picture": "/pictures/bridge.svg",
        **SIZES["bridge"],
        "alt": "A person lifts the hips.",
    },
    "walking": {
        "id": "walking",
        "name": "Short walks",
        "steps": ["Walk at a pace that feels easy."],
        "stop": [],
        "variants": {},
        "dose": {"text": "Walk 5 minutes.", "minutes": 5, "sets": 1, "sides": 1},
        "picture": "/pictures/walking.svg",
        **SIZES["walking"],
        "alt": "A person walks.",
    },
}

PLAN: list[dict[str, Any]] = [
    {
        "text": "Care for yourself.",
        "card": {"tier": "selfcare", "kind": None},
        "reasons": {
            "rules": [],
            "denied": ["numb between the legs"],
            "exercises": [
                {
                    "about": "Bridge",
                    "why": "It makes your back strong.",
                    "rule": "bridge",
                    "sources": [{"title": "A guideline", "url": "javascript:alert(1)"}],
                    "reviewed": "2026-11-22",
                    "status": "unverified",
                }
            ],
        },
    },
    {
        "text": "1. Bridge. Strong.\n- Lift your hips.",
        "image": {
            "src": "/pictures/bridge.svg",
            "alt": "A person lifts the hips.",
            **SIZES["bridge"],
        },
        "exercise": {"id": "bridge", "name": "Bridge", "variant": ""},
    },
    {
        "text": "2. Short walks. Easy on the back.\nHow much: 5 minutes.\n"
        "Phone 555 123 if it gets worse.",
        "image": {
            "src": "/pictures/walking.svg",
            "alt": "A person walks.",
            **SIZES["walking"],
        },
        "exercise": {"id": "walking", "name": "Short walks", "variant": ""},
    },
]

IMAGE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='320' "
    "height='120'%3E%3Crect width='320' height='120' fill='teal'/%3E%3C/svg%3E"
)

HOSTILE = (
    '<img src=x onerror="window.hacked=1"> <script>window.hacked=1</script>\n\n'
    "[press me](javascript:window.hacked=1) javascript:alert(1)\n\n"
    "- <a href='javascript:window.hacked=1'>call 999</a>\n\n" + "long" * 200
)


def _asked(question: str) -> dict[str, Any]:
    payload = f'/answer{{"question": "{question}", "value": "no"}}'
    return {"text": "Is it so?", "buttons": [{"title": "No", "payload": payload}]}


YES, NO = (button["payload"] for button in ASK["buttons"][:2])

ANSWERS: dict[str, list[dict[str, Any]]] = {
    "/greet": [
        {
            "text": "Hello. I am Spinewise, a computer program, not a doctor.\n"
            "In an emergency call your local emergency number."
        },
        {"text": "What is wrong with your back?"},
    ],
    "my lower back is tight": [{"text": "I am sorry that it hurts."}, ASK],
    "I can't feel when I pee": [EMERGENCY],
    YES: [EMERGENCY],
    NO: SELFCARE,
    "urgent": [
        {
            "text": "Get checked today. Phone 111 or your doctor.",
            "card": {"tier": "urgent"},
        }
    ],
    "clinician": [
        {"card": {"tier": "clinician"}},
        {"text": "See a doctor or a physio in the next two weeks."},
    ],
    "plan": PLAN,
    "confirm": [_asked("confirm.saddle"), {"text": "Take your time."}],
    "country": [_asked("country")],
    "picture": [{"text": "Look:", "image": {"src": IMAGE, "alt": "A teal box"}}],
    "foreign picture": [
        {
            "text": "Look:",
            "image": {"src": "https://elsewhere.example/x.png", "alt": "A far box"},
        }
    ],
    "attack": [
        {
            "text": HOSTILE,
            "buttons": [{"title": "<b>bold</b>", "payload": "<i>payload</i>"}],
            "image": {"src": "javascript:window.hacked=1", "alt": "<u>alt</u>"},
            "card": {"tier": "emergency"},
            "reasons": {"rules": [{"words": [HOSTILE], "why": "<b>x</b>"}]},
        }
    ],
    "odd": [
        {"text": None, "buttons": [{"title": 7}], "card": {"tier": "constructor"}},
        {"text": "Still here", "buttons": None, "card": "x", "progress": [1]},
        {"text": "Odd", "card": {"tier": "urgent"}, "reasons": {"rules": [7, None]}},
    ],
}


def answer_to(message: str) -> list[dict[str, Any]]:
    """Return the canned answer; to anything unknown, an echo."""
    return ANSWERS.get(message) or [{"text": f"I heard: {message}"}]
