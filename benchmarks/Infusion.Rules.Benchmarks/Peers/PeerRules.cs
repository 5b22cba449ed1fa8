using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Infusion.Rules.Benchmarks.Whole;
using Infusion.Rules.Clinic;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Protocols;
using Infusion.Rules.Response;
using NodaTime;

namespace Infusion.Rules.Benchmarks.Peers;

/// <summary>The same whole decision as rules for engines that evaluate one expression for each rule, dates and all.</summary>
/// <remarks>Of the rules of one part, the first that applies decides, and where none applies, <see cref="Otherwise"/>: so no rule needs to repeat
/// what those before it say, and the outcome that is left over needs no rule. An engine's text is the compiler's own text, so the two cannot differ.
/// Conditions are places in <see cref="Patients.Conditions"/> (3 and 4 are back and neck pain, 12 is not listed), intakes in <see cref="Patients.Kinds"/>
/// (0 and 1 are solid and not clear, 2 clear, 3 medicine, 4 not listed).</remarks>
internal static class PeerRules
{
    /// <summary>The rules, those of one part in order of precedence.</summary>
    public static PeerRule[] All { get; } =
    [
        Rule(Part.Eligibility, EligibilityOutcome.NotCandidate, p => p.Verdict == PhysicianVerdict.NotCandidate && p.Role == ClinicianRole.Physician),
        Rule(Part.Eligibility, EligibilityOutcome.ClinicianReview, p => !(p.Verdict == PhysicianVerdict.Candidate && p.Role == ClinicianRole.Physician)
            && (p.FirstCondition == 12 || p.FirstRemission
                || ((p.FirstCondition == 3 || p.FirstCondition == 4) && p.Reference <= p.FirstOnset.PlusMonths(3)))
            && (p.SecondCondition < 0 || p.SecondCondition == 12 || p.SecondRemission
                || ((p.SecondCondition == 3 || p.SecondCondition == 4) && p.Reference <= p.SecondOnset.PlusMonths(3)))),
        Finding(Part.DocumentationFinding, EligibilityFinding.PriorTherapyNotDocumented, p => !p.IsPriorTherapyDocumented),
        Finding(Part.VerdictFinding, EligibilityFinding.VerdictRoleNotAccepted, p => p.Verdict != PhysicianVerdict.NotRecorded && p.Role != ClinicianRole.Physician),
        Rule(Part.Protocol, ProtocolChoiceOutcome.Named, p => p.HasPain && !p.HasMentalHealth && !p.HasHeadache),
        Rule(Part.Protocol, ProtocolChoiceOutcome.RequiresClinicianChoice, p => p.HasPain || (p.HasMentalHealth && !p.HasHeadache)),
        Rule(Part.Fasting, FastingOutcome.Violation, p =>
            (p.FirstIntake <= 2 && p.Appointment - p.FirstIntakeEnd < (p.FirstIntake == 2 ? 2 : 4) * NodaConstants.NanosecondsPerHour)
            || (p.SecondIntake <= 2 && p.Appointment - p.SecondIntakeEnd < (p.SecondIntake == 2 ? 2 : 4) * NodaConstants.NanosecondsPerHour)),
        Rule(Part.Fasting, FastingOutcome.ClinicianDecision, p =>
            (p.FirstIntake >= 3 && p.Appointment - p.FirstIntakeEnd < (p.FirstIntake == 3 ? 2 : 4) * NodaConstants.NanosecondsPerHour)
            || (p.SecondIntake >= 3 && p.Appointment - p.SecondIntakeEnd < (p.SecondIntake == 3 ? 2 : 4) * NodaConstants.NanosecondsPerHour)),
        Giving(Part.Earliest, p => true, p => Instant.FromUnixTimeTicks(Math.Max(
            p.FirstIntakeEnd + ((p.FirstIntake == 2 || p.FirstIntake == 3 ? 2 : 4) * NodaConstants.NanosecondsPerHour),
            p.SecondIntakeEnd + ((p.SecondIntake == 2 || p.SecondIntake == 3 ? 2 : 4) * NodaConstants.NanosecondsPerHour)) / NodaConstants.NanosecondsPerTick)),
        Rule(Part.Response, InstrumentOutcome.NotYetEvaluable, p => p.Completed < (p.Protocol == 0 ? 3 : 4)),
        Rule(Part.Response, InstrumentOutcome.CriterionNotSet, p => p.Instrument == Instrument.Pcl5 || p.Instrument == Instrument.Hit6),
        Rule(Part.Response, InstrumentOutcome.NotEvaluable, p => p.Baseline == 0),
        Rule(Part.Response, InstrumentOutcome.Responder, p => (p.Baseline - p.Current) * 100 >= p.Baseline * (p.Instrument == Instrument.PainNrs ? 30 : 50)),
        Rule(Part.Fee, CancellationFeeOutcome.NoFee, p => p.End == AppointmentEnd.InfusionGiven),
        Rule(Part.Fee, CancellationFeeOutcome.Charged, p => p.End == AppointmentEnd.ClinicCancelled && p.Reason == CancellationReason.FastingViolation
            && ((p.FirstIntake <= 2 && p.Appointment - p.FirstIntakeEnd < (p.FirstIntake == 2 ? 2 : 4) * NodaConstants.NanosecondsPerHour)
            || (p.SecondIntake <= 2 && p.Appointment - p.SecondIntakeEnd < (p.SecondIntake == 2 ? 2 : 4) * NodaConstants.NanosecondsPerHour)), p => 100),
        Rule(Part.Fee, CancellationFeeOutcome.ReasonNotSupported, p => p.End == AppointmentEnd.ClinicCancelled && p.Reason == CancellationReason.FastingViolation),
        Rule(Part.Maintenance, MaintenanceOutcome.BeforeMaintenance, p => !p.IsInMaintenance),
        Rule(Part.Maintenance, MaintenanceOutcome.NotYetDue, p => p.On < p.LastInfusion.PlusMonths(1)),
        Rule(Part.Maintenance, MaintenanceOutcome.InWindow, p => p.On <= p.LastInfusion.PlusMonths(3)),
        Rule(Part.Maintenance, MaintenanceOutcome.Due, p => p.SymptomsAreBack),
        Finding(Part.MaintenanceFinding, MaintenanceFinding.SymptomsBeforeWindow, p => p.IsInMaintenance && p.SymptomsAreBack && p.On < p.LastInfusion.PlusMonths(1)),
        Finding(Part.MaintenanceFinding, MaintenanceFinding.InductionAfterLapseNotPublished, p => p.IsInMaintenance && p.SymptomsAreBack && p.On > p.LastInfusion.PlusMonths(3)),
        Giving(Part.Due, p => p.IsInMaintenance, p => new DateInterval(p.LastInfusion.PlusMonths(1), p.LastInfusion.PlusMonths(3))),
    ];

    /// <summary>The types the expressions name, which an engine has to be told of.</summary>
    public static Type[] Named { get; } =
    [
        typeof(PhysicianVerdict), typeof(ClinicianRole), typeof(Instrument), typeof(AppointmentEnd), typeof(CancellationReason),
        typeof(LocalDate), typeof(Instant), typeof(DateInterval), typeof(NodaConstants),
    ];

    /// <summary>What a part comes to where none of its rules applies.</summary>
    public static int Otherwise(Part part) => part switch
    {
        Part.Eligibility => (int)EligibilityOutcome.Candidate,
        Part.Protocol => (int)ProtocolChoiceOutcome.NotPublished,
        Part.Fasting => (int)FastingOutcome.Compliant,
        Part.Response => (int)InstrumentOutcome.LikelyNonResponder,
        Part.Fee => (int)CancellationFeeOutcome.NotPublished,
        Part.Maintenance => (int)MaintenanceOutcome.DeferredWhileControlled,
        _ => 0, // no finding
    };

    /// <summary>The parts as one answer.</summary>
    public static Answer Answer(
        int eligibility, int documentationFinding, int verdictFinding, int protocol, int fasting, int response, int fee, int maintenance, int maintenanceFinding,
        int dollars, DateInterval? due, Instant earliest) =>
        new((sbyte)eligibility, (byte)(documentationFinding | verdictFinding), (sbyte)protocol, (sbyte)fasting, (sbyte)response, (sbyte)fee, (sbyte)maintenance,
            (byte)maintenanceFinding, dollars, due?.Start ?? default, due?.End ?? default, earliest);

    private static PeerRule Rule<TOutcome>(Part part, TOutcome outcome, Expression<Func<PeerPatient, bool>> when, [CallerArgumentExpression(nameof(when))] string text = "")
        where TOutcome : struct, Enum => new(part, $"{part}.{outcome}", Convert.ToInt32(outcome, null), when, Body(text), null, null);

    private static PeerRule Rule<TOutcome, TOutput>(
        Part part, TOutcome outcome, Expression<Func<PeerPatient, bool>> when, Expression<Func<PeerPatient, TOutput>> output,
        [CallerArgumentExpression(nameof(when))] string whenText = "", [CallerArgumentExpression(nameof(output))] string outputText = "")
        where TOutcome : struct, Enum => Rule(part, outcome, when, whenText) with { Output = output, OutputText = Body(outputText) };

    // A set of findings has one bit for each.
    private static PeerRule Finding<TFinding>(Part part, TFinding finding, Expression<Func<PeerPatient, bool>> when, [CallerArgumentExpression(nameof(when))] string text = "")
        where TFinding : struct, Enum => Rule(part, finding, when, text) with { Outcome = 1 << Convert.ToInt32(finding, null) };

    private static PeerRule Giving<TOutput>(
        Part part, Expression<Func<PeerPatient, bool>> when, Expression<Func<PeerPatient, TOutput>> output,
        [CallerArgumentExpression(nameof(when))] string whenText = "", [CallerArgumentExpression(nameof(output))] string outputText = "") =>
        new(part, part.ToString(), null, when, Body(whenText), output, Body(outputText));

    // Dynamic LINQ calls a constructor without the word new.
    private static string Body(string lambda) => lambda["p =>".Length..].Replace("new ", "", StringComparison.Ordinal).Trim();
}
