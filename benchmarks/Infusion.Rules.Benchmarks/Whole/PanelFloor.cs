using Infusion.Rules.Clinic;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Response;
using NodaTime;

namespace Infusion.Rules.Benchmarks.Whole;

/// <summary>The floor of a panel: hand-written <c>if</c> and <c>else</c> over what a panel has worked out already when it was made.</summary>
/// <remarks>Months since an onset, time since an intake and the drop of a score are read instead of reckoned, as the columns of a panel have them.</remarks>
internal static class PanelFloor
{
    private const int BackPain = 3;
    private const int NeckPain = 4;
    private const int Unlisted = 12;

    public static Answer Decide(in PanelRow row)
    {
        int standing = Standing(row.FirstCondition, row.FirstMonths, row.FirstRemission);
        if (row.SecondCondition >= 0)
        {
            standing = Math.Min(standing, Standing(row.SecondCondition, row.SecondMonths, row.SecondRemission));
        }

        int findings = row.IsPriorTherapyDocumented ? 0 : 1;
        bool isPhysician = row.Role == ClinicianRole.Physician;
        if (row.Verdict != PhysicianVerdict.NotRecorded && !isPhysician)
        {
            findings |= 1 << (int)EligibilityFinding.VerdictRoleNotAccepted;
        }

        EligibilityOutcome candidacy = EligibilityOutcome.Candidate;
        if (row.Verdict == PhysicianVerdict.NotCandidate && isPhysician)
        {
            candidacy = EligibilityOutcome.NotCandidate;
        }
        else if (standing != 0 && !(row.Verdict == PhysicianVerdict.Candidate && isPhysician))
        {
            candidacy = EligibilityOutcome.ClinicianReview;
        }

        long first = Window(row.FirstIntake) - row.FirstElapsed;
        long second = Window(row.SecondIntake) - row.SecondElapsed;
        var fasting = FastingOutcome.Compliant;
        if (first > 0)
        {
            fasting = row.FirstIntake <= 2 ? FastingOutcome.Violation : FastingOutcome.ClinicianDecision;
        }

        if (second > 0 && fasting != FastingOutcome.Violation)
        {
            fasting = row.SecondIntake <= 2 ? FastingOutcome.Violation : FastingOutcome.ClinicianDecision;
        }

        return Floor.Finish(
            candidacy, findings, Floor.Protocol(row.HasPain, row.HasMentalHealth, row.HasHeadache), fasting,
            row.Appointment + Duration.FromNanoseconds(Math.Max(first, second)), Response(in row),
            Floor.Fee(row.End, row.Reason, fasting == FastingOutcome.Violation), row.IsInMaintenance, row.LastInfusion, row.On, row.SymptomsAreBack);
    }

    private static int Standing(int condition, int months, bool isInRemission) =>
        condition == Unlisted || (condition is BackPain or NeckPain && months <= 3) ? 1 : isInRemission ? 2 : 0;

    private static long Window(int kind) => (kind is 2 or 3 ? 2 : 4) * NodaConstants.NanosecondsPerHour;

    private static InstrumentOutcome Response(in PanelRow row)
    {
        if (row.Completed < (row.Protocol == 0 ? 3 : 4))
        {
            return InstrumentOutcome.NotYetEvaluable;
        }

        if (row.Instrument is Instrument.Pcl5 or Instrument.Hit6)
        {
            return InstrumentOutcome.CriterionNotSet;
        }

        return row.Drop is not { } drop ? InstrumentOutcome.NotEvaluable
            : drop >= (row.Instrument == Instrument.PainNrs ? 300_000 : 500_000) ? InstrumentOutcome.Responder : InstrumentOutcome.LikelyNonResponder;
    }
}
