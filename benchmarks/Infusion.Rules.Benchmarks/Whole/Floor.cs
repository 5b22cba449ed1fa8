using Infusion.Rules.Clinic;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using Infusion.Rules.Response;
using NodaTime;

namespace Infusion.Rules.Benchmarks.Whole;

/// <summary>The floor: the same whole decision as hand-written <c>if</c> and
/// <c>else</c> over the same facts, every constant baked in.</summary>
/// <remarks>Good for complete facts and the published policy only: no unknown facts, no reasons, no other policy.</remarks>
internal static class Floor
{
    private const int Listed = 0;
    private const int NotListed = 1;
    private const int NoActiveIndication = 2;

    public static Answer Decide(Patient patient)
    {
        Assessment eligibility = patient.Eligibility.Assessment;
        int standing = Standing(eligibility);
        int findings = eligibility.PriorTherapyDocumented == true ? 0 : 1 << (int)EligibilityFinding.PriorTherapyNotDocumented;
        bool isPhysician = eligibility.VerdictBy == ClinicianRole.Physician;
        if (eligibility.Verdict != PhysicianVerdict.NotRecorded && !isPhysician)
        {
            findings |= 1 << (int)EligibilityFinding.VerdictRoleNotAccepted;
        }

        EligibilityOutcome candidacy = EligibilityOutcome.Candidate;
        if (eligibility.Verdict == PhysicianVerdict.NotCandidate && isPhysician)
        {
            candidacy = EligibilityOutcome.NotCandidate;
        }
        else if (standing != Listed && !(eligibility.Verdict == PhysicianVerdict.Candidate && isPhysician))
        {
            candidacy = EligibilityOutcome.ClinicianReview;
        }

        ConditionGroups groups = patient.Protocol;
        ProtocolChoiceOutcome protocol = Protocol(groups.HasPain == true, groups.HasMentalHealth == true, groups.HasHeadache == true);

        var fasting = FastingOutcome.Compliant;
        var earliest = Instant.MinValue;
        Instant appointment = patient.Visit.Appointment!.Value.Earliest;
        foreach (Intake intake in patient.Visit.Intakes)
        {
            Instant at = intake.At!.Value.Latest;
            (Duration window, FastingOutcome outcome) = intake.What?.Text switch
            {
                "solid" or "non-clear-liquid" => (Duration.FromHours(4), FastingOutcome.Violation),
                "clear-liquid" => (Duration.FromHours(2), FastingOutcome.Violation),
                "oral-medicine" => (Duration.FromHours(2), FastingOutcome.ClinicianDecision),
                _ => (Duration.FromHours(4), FastingOutcome.ClinicianDecision),
            };
            Instant from = at + window;
            if (appointment < from && outcome > fasting)
            {
                fasting = outcome;
            }

            if (from > earliest)
            {
                earliest = from;
            }
        }

        ScoredInstrument scores = patient.Response;
        ResponseOutcome response = Response(
            scores.Instrument!.Value, scores.Protocol!.Value.Text == "four-hour" ? 3 : 4, scores.CompletedSessions!.Value,
            scores.Baseline!.Value.Points, scores.Current!.Value.Points);
        CancellationFeeOutcome fee = Fee(
            patient.Visit.Cancellation?.By ?? AppointmentEnd.InfusionGiven, patient.Visit.Cancellation?.Reason ?? CancellationReason.Other,
            fasting == FastingOutcome.Violation);
        MaintenanceInCourse course = patient.Maintenance;
        return Finish(candidacy, findings, protocol, fasting, earliest, response, fee, course.IsReached == true,
            course.LastCompleted!.Value, course.Note.On!.Value, course.Note.SymptomsAreBack == true);
    }

    internal static ProtocolChoiceOutcome Protocol(bool hasPain, bool hasMentalHealth, bool hasHeadache)
    {
        if (hasPain)
        {
            return hasMentalHealth || hasHeadache ? ProtocolChoiceOutcome.RequiresClinicianChoice : ProtocolChoiceOutcome.Named;
        }

        return hasMentalHealth && !hasHeadache ? ProtocolChoiceOutcome.RequiresClinicianChoice : ProtocolChoiceOutcome.NotPublished;
    }

    internal static CancellationFeeOutcome Fee(AppointmentEnd end, CancellationReason reason, bool isViolation)
    {
        if (end == AppointmentEnd.InfusionGiven)
        {
            return CancellationFeeOutcome.NoFee;
        }

        if (end == AppointmentEnd.ClinicCancelled && reason == CancellationReason.FastingViolation)
        {
            return isViolation ? CancellationFeeOutcome.Charged : CancellationFeeOutcome.ReasonNotSupported;
        }

        return CancellationFeeOutcome.NotPublished;
    }

    internal static Answer Finish(
        EligibilityOutcome candidacy, int findings, ProtocolChoiceOutcome protocol, FastingOutcome fasting, Instant earliest,
        ResponseOutcome response, CancellationFeeOutcome fee, bool isInMaintenance, LocalDate last, LocalDate on, bool symptomsAreBack)
    {
        var outcome = MaintenanceOutcome.BeforeMaintenance;
        int notes = 0;
        LocalDate from = default;
        LocalDate to = default;
        if (isInMaintenance)
        {
            from = last.PlusMonths(1);
            to = last.PlusMonths(3);
            if (on < from)
            {
                outcome = MaintenanceOutcome.NotYetDue;
                notes = symptomsAreBack ? 1 << (int)MaintenanceFinding.SymptomsBeforeWindow : 0;
            }
            else if (on <= to)
            {
                outcome = MaintenanceOutcome.InWindow;
            }
            else if (symptomsAreBack)
            {
                outcome = MaintenanceOutcome.Due;
                notes = 1 << (int)MaintenanceFinding.InductionAfterLapseNotPublished;
            }
            else
            {
                outcome = MaintenanceOutcome.DeferredWhileControlled;
            }
        }

        return new((sbyte)candidacy, (byte)findings, (sbyte)protocol, (sbyte)fasting, (sbyte)response, (sbyte)fee, (sbyte)outcome,
            (byte)notes,
            fee == CancellationFeeOutcome.Charged ? 100 : 0, from, to, earliest);
    }

    private static int Standing(Assessment patient)
    {
        int best = NoActiveIndication;
        foreach (StatedCondition condition in patient.Conditions)
        {
            int standing;
            switch (condition.Name?.Text)
            {
                case "chronic-back-pain" or "chronic-neck-pain" when patient.On <= condition.Onset!.End.PlusMonths(3):
                    standing = NotListed;
                    break;
                case "crps" or "crps-type-1" or "crps-type-2" or "chronic-back-pain" or "chronic-neck-pain" or "migraine" or "fibromyalgia"
                    or "major-depression" or "postpartum-depression" or "anxiety" or "ptsd" or "cluster-headache":
                    standing = condition.InFullRemission == true ? NoActiveIndication : Listed;
                    break;
                default:
                    standing = NotListed;
                    break;
            }

            best = standing < best ? standing : best;
        }

        return best;
    }

    private static ResponseOutcome Response(Instrument instrument, int evaluateAfter, int completed, decimal baseline, decimal current)
    {
        if (completed < evaluateAfter)
        {
            return ResponseOutcome.NotYetEvaluable;
        }

        if (instrument is Instrument.Pcl5 or Instrument.Hit6)
        {
            return ResponseOutcome.CriterionNotSet;
        }

        if (baseline == 0)
        {
            return ResponseOutcome.NotEvaluable;
        }

        return (baseline - current) * 100 >= baseline * (instrument == Instrument.PainNrs ? 30 : 50)
            ? ResponseOutcome.Responder
            : ResponseOutcome.LikelyNonResponder;
    }
}
