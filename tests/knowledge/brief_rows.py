"""The rows of the clinical brief that the knowledge has to carry out."""

from __future__ import annotations


def _words(text: str) -> list[str]:
    return text.split()


ROWS = _words("""
CES1 CES2 CES3 CES4 CES5 CES6 CES7 NEU1 NEU2 NEU3 NEU4 CORD1 CORD2 SSEH1 PROC1
VAS1 VAS2 VAS3 CAR1 CAR2 PE1 PE2 RES1 PNX1 STR1 MEN1
INF1 INF2 INF3 INF4 INF5 SEP1 SHI1 ABS1
FX1 FX2 FX3 FX4 FX5 FX6 CA1 CA2 CA3 CA4 CA5 CA6 CA7
AXS1 AXS2 KID1 KID2 PAN1 GAL1 ULC1 PRG1 PRG2 PRG3 PRG4 GYN1 TES1 PAE1 PAE2
THO1 COU1 SEV1 STE1 MED1 MED2 MH1 ABU1 WRK1
""")

COMBINATIONS = [f"K{number:02}" for number in range(1, 26)]

# K25 is about what a check-in asks, not about a condition.
SAID_BY_A_DECISION = {"K25"}

# The tier of each row that one finding establishes alone, with a back complaint.
ALONE = {
    "emergency": _words("""
        cauda_equina.saddle_numbness cauda_equina.urine_retention
        cauda_equina.urine_incontinence cauda_equina.bowel_incontinence
        cauda_equina.sexual_numbness cauda_equina.both_legs
        cauda_equina.spreading_sciatica nerve.leg_weakness nerve.numb_below_level
        vascular.tearing_pain vascular.pulsating_abdomen vascular.clammy_faint
        vascular.known_aneurysm heart.chest_pain heart.jaw_or_arm_pain lung.breathless
        lung.coughing_blood lung.sudden_one_sided general.fainted
        stroke.face_arm_speech meningitis.stiff_neck_unwell meningitis.rash
        infection.very_ill general.drowsy_confused injury.major injury.neck
        abdomen.black_or_bloody testicle.pain pregnancy.labour_signs
        pregnancy.danger_signs medicine.overdose crisis.self_harm safety.in_danger
    """),
    "urgent": _words("""
        nerve.foot_drop nerve.arms_and_legs spine.recent_procedure spine.wound_problem
        heart.exertional_back_pain lung.pain_on_breathing lung.swollen_calf
        lung.clot_worry infection.fever infection.drug_injection
        infection.recent_infection skin.hot_lump bone.bruise_over_spine
        condition.ankylosing_spondylitis cancer.history cancer.weight_loss
        cancer.spine_shape inflammatory.red_eye kidney.pee_burning_or_blood
        kidney.colic abdomen.pain_through_to_back abdomen.gallbladder abdomen.jaundice
        gynae.pelvic_discharge pregnancy.bleeding child.unwell_signs pain.severe
        pain.cannot_get_up
    """),
    "clinician": _words("""
        nerve.leg_numbness medicine.anticoagulant infection.weak_immunity infection.tb
        infection.night_sweats skin.band_rash skin.rash bone.osteoporosis bone.height_loss
        sport.arching_pain cancer.night_pain cancer.many_bones course.not_improving
        inflammatory.morning_stiffness inflammatory.wakes_late_night
        pregnancy.one_sided_pain pregnancy.shoulder_tip region.between_shoulder_blades
        pain.cough_sneeze medicine.steroids medicine.opioid_harm safety.assault
    """),
}
# A first back pain is a sign at some ages only (CA4).
ONLY_WITH_A_FACT = {"course.first_ever"}
