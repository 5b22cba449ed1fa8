using Infusion.Rules.Clinic;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Response;
using NodaTime;

namespace Infusion.Rules.Benchmarks.Whole;

/// <summary>The floor once more over one flat value, with no names, no objects and no decimals to read.</summary>
internal static class FlatFloor
{
    private const int BackPain = 3;
    private const int NeckPain = 4;
    private const int Unlisted = 12;

    public static Answer Decide(in FlatPatient patient)
    {
        int standing = Standing(patient.FirstCondition, patient.FirstOnset, patient.FirstRemission, patient.Reference);
        if (patient.SecondCondition >= 0)
        {
            standing = Math.Min(
                standing, Standing(patient.SecondCondition, patient.SecondOnset, patient.SecondRemission, patient.Reference));
        }

        int findings = patient.IsPriorTherapyDocumented ? 0 : 1;
        bool isPhysician = patient.Role == ClinicianRole.Physician;
        if (patient.Verdict != PhysicianVerdict.NotRecorded && !isPhysician)
        {
            findings |= 1 << (int)EligibilityFinding.VerdictRoleNotAccepted;
        }

        EligibilityOutcome candidacy = EligibilityOutcome.Candidate;
        if (patient.Verdict == PhysicianVerdict.NotCandidate && isPhysician)
        {
            candidacy = EligibilityOutcome.NotCandidate;
        }
        else if (standing != 0 && !(patient.Verdict == PhysicianVerdict.Candidate && isPhysician))
        {
            candidacy = EligibilityOutcome.ClinicianReview;
        }

        long first = patient.FirstIntakeEnd + Window(patient.FirstIntake);
        long second = patient.SecondIntakeEnd + Window(patient.SecondIntake);
        var fasting = FastingOutcome.Compliant;
        if (patient.Appointment < first)
        {
            fasting = patient.FirstIntake <= 2 ? FastingOutcome.Violation : FastingOutcome.ClinicianDecision;
        }

        if (patient.Appointment < second && fasting != FastingOutcome.Violation)
        {
            fasting = patient.SecondIntake <= 2 ? FastingOutcome.Violation : FastingOutcome.ClinicianDecision;
        }

        var earliest = Instant.FromUnixTimeTicks(Math.Max(first, second) / 100);
        return Floor.Finish(
            candidacy, findings, Floor.Protocol(patient.HasPain, patient.HasMentalHealth, patient.HasHeadache), fasting, earliest,
            Response(in patient),
            Floor.Fee(patient.End, patient.Reason, fasting == FastingOutcome.Violation), patient.IsInMaintenance, patient.LastInfusion,
            patient.On,
            patient.SymptomsAreBack);
    }

    private static int Standing(int condition, LocalDate onset, bool isInRemission, LocalDate reference)
    {
        if (condition == Unlisted || (condition is BackPain or NeckPain && reference <= onset.PlusMonths(3)))
        {
            return 1;
        }

        return isInRemission ? 2 : 0;
    }

    private static long Window(int kind) => (kind is 2 or 3 ? 2 : 4) * NodaConstants.NanosecondsPerHour;

    private static ResponseOutcome Response(in FlatPatient patient)
    {
        if (patient.Completed < (patient.Protocol == 0 ? 3 : 4))
        {
            return ResponseOutcome.NotYetEvaluable;
        }

        if (patient.Instrument is Instrument.Pcl5 or Instrument.Hit6)
        {
            return ResponseOutcome.CriterionNotSet;
        }

        if (patient.Baseline == 0)
        {
            return ResponseOutcome.NotEvaluable;
        }

        return (patient.Baseline - patient.Current) * 100 >= patient.Baseline * (patient.Instrument == Instrument.PainNrs ? 30 : 50)
            ? ResponseOutcome.Responder
            : ResponseOutcome.LikelyNonResponder;
    }
}
