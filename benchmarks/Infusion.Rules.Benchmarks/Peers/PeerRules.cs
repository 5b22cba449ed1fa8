using System.Linq.Dynamic.Core;
using System.Linq.Dynamic.Core.CustomTypeProviders;
using System.Linq.Expressions;
using Infusion.Rules.Benchmarks.Whole;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Protocols;
using Infusion.Rules.Response;
using NodaTime;

namespace Infusion.Rules.Benchmarks.Peers;

/// <summary>The same decision for engines that evaluate one expression for each
/// rule: a rule for each outcome, an output for each date.</summary>
/// <remarks>Each text is written once; the rule objects and the compiled tree
/// are compiled from it, RulesEngine compiles it by itself.</remarks>
internal static class PeerRules
{
    private const string SaysYes = "(p.Verdict == 1 && p.Role == 0)";
    private const string SaysNo = "(p.Verdict == 2 && p.Role == 0)";
    private const string NoGroup = "(!p.Pain && (!p.Mental || p.Headache))";
    private const string PainAlone = "(p.Pain && !p.Mental && !p.Headache)";
    private const string NotReached = "(p.Completed < 3 || (p.Protocol == 1 && p.Completed < 4))";
    private const string HasDrop = "(p.Instrument < 4 && p.Baseline != 0)";
    private const string Drops = "((p.Baseline - p.Current) * 100 >= p.Baseline * (p.Instrument == 0 ? 30 : 50))";
    private const string ForFasting = "(p.End == 1 && p.Reason == 0)";
    private const string BeforeWindow = "PeerDates.Before(p.On, PeerDates.Plus(p.Last, 1))";
    private const string AfterWindow = "PeerDates.Before(PeerDates.Plus(p.Last, 3), p.On)";

    /// <summary>Every rule. Of the rules of a field exactly one holds, but for the findings, of which any number does.</summary>
    public static PeerRule[] All { get; } =
    [
        Rule(PeerField.Eligibility, EligibilityOutcome.Candidate, $"!{SaysNo} && ({Listed} || {SaysYes})"),
        Rule(PeerField.Eligibility, EligibilityOutcome.ClinicianReview, $"!{SaysNo} && !{Listed} && !{SaysYes}"),
        Rule(PeerField.Eligibility, EligibilityOutcome.NotCandidate, SaysNo),
        Finding(PeerField.EligibilityFindings, EligibilityFinding.PriorTherapyNotDocumented, "!p.Prior"),
        Finding(PeerField.EligibilityFindings, EligibilityFinding.VerdictRoleNotAccepted, "p.Verdict != 0 && p.Role != 0"),
        Rule(PeerField.Protocol, ProtocolChoiceOutcome.Named, PainAlone),
        Rule(PeerField.Protocol, ProtocolChoiceOutcome.RequiresClinicianChoice, $"!{PainAlone} && !{NoGroup}"),
        Rule(PeerField.Protocol, ProtocolChoiceOutcome.NotPublished, NoGroup),
        Rule(PeerField.Fasting, FastingOutcome.Compliant, $"!{Violation} && !{Judged}"),
        Rule(PeerField.Fasting, FastingOutcome.ClinicianDecision, $"!{Violation} && {Judged}"),
        Rule(PeerField.Fasting, FastingOutcome.Violation, Violation),
        Rule(PeerField.Response, ResponseOutcome.NotYetEvaluable, NotReached),
        Rule(PeerField.Response, ResponseOutcome.CriterionNotSet, $"!{NotReached} && p.Instrument >= 4"),
        Rule(PeerField.Response, ResponseOutcome.NotEvaluable, $"!{NotReached} && p.Instrument < 4 && p.Baseline == 0"),
        Rule(PeerField.Response, ResponseOutcome.Responder, $"!{NotReached} && {HasDrop} && {Drops}"),
        Rule(PeerField.Response, ResponseOutcome.LikelyNonResponder, $"!{NotReached} && {HasDrop} && !{Drops}"),
        Rule(PeerField.Fee, CancellationFeeOutcome.NoFee, "p.End == 0"),
        Rule(PeerField.Fee, CancellationFeeOutcome.NotPublished, $"p.End != 0 && !{ForFasting}"),
        Rule(PeerField.Fee, CancellationFeeOutcome.ReasonNotSupported, $"{ForFasting} && !{Violation}"),
        Rule(PeerField.Fee, CancellationFeeOutcome.Charged, $"{ForFasting} && {Violation}"),
        new(PeerField.FeeDollars, 100, $"{ForFasting} && {Violation}"),
        Rule(PeerField.Maintenance, MaintenanceOutcome.BeforeMaintenance, "!p.Stage"),
        Rule(PeerField.Maintenance, MaintenanceOutcome.NotYetDue, $"p.Stage && {BeforeWindow}"),
        Rule(PeerField.Maintenance, MaintenanceOutcome.InWindow, $"p.Stage && !{BeforeWindow} && !{AfterWindow}"),
        Rule(PeerField.Maintenance, MaintenanceOutcome.Due, $"p.Stage && {AfterWindow} && p.Symptoms"),
        Rule(PeerField.Maintenance, MaintenanceOutcome.DeferredWhileControlled, $"p.Stage && {AfterWindow} && !p.Symptoms"),
        Finding(PeerField.MaintenanceFindings, MaintenanceFinding.SymptomsBeforeWindow, $"p.Stage && {BeforeWindow} && p.Symptoms"),
        Finding(
            PeerField.MaintenanceFindings, MaintenanceFinding.InductionAfterLapseNotPublished, $"p.Stage && {AfterWindow} && p.Symptoms"),
    ];

    /// <summary>The earliest appointment, and the window of a patient in maintenance: when there is one, and what it is.</summary>
    public static (string Name, string When, string Text)[] Outputs { get; } =
    [
        ("Earliest", "true", $"Math.Max({FreeFrom(1)}, {FreeFrom(2)})"),
        ("DueFrom", "p.Stage", "PeerDates.Plus(p.Last, 1)"),
        ("DueTo", "p.Stage", "PeerDates.Plus(p.Last, 3)"),
    ];

    private static string Listed => $"({ListedAt(1)} || (p.Condition2 >= 0 && {ListedAt(2)}))";

    private static string Violation =>
        $"((p.Kind1 <= 1 && {Within(4, 1)}) || (p.Kind1 == 2 && {Within(2, 1)}) || (p.Kind2 <= 1 && {Within(4, 2)}) || (p.Kind2 == 2 && "
        + $"{Within(2, 2)}))";

    private static string Judged =>
        $"((p.Kind1 == 3 && {Within(2, 1)}) || (p.Kind1 == 4 && {Within(4, 1)}) || (p.Kind2 == 3 && {Within(2, 2)}) || (p.Kind2 == 4 && "
        + $"{Within(4, 2)}))";

    /// <summary>An expression of the patient, for the compiler.</summary>
    public static Expression<Func<PeerPatient, T>> Parse<T>(string text) => DynamicExpressionParser.ParseLambda<PeerPatient, T>(
        new ParsingConfig
        {
            CustomTypeProvider = new DefaultDynamicLinqCustomTypeProvider(
                ParsingConfig.Default, [typeof(PeerDates)], cacheCustomTypes: true),
        },
        createParameterCtor: false, text.Replace("p.", "it.", StringComparison.Ordinal));

    /// <summary>What the rules that hold and the outputs come to together.</summary>
    /// <param name="holds">Bit r says that rule r holds.</param>
    /// <param name="earliest">The output of that name.</param>
    /// <param name="from">The output of that name; <c>null</c> before maintenance.</param>
    /// <param name="to">The output of that name; <c>null</c> before maintenance.</param>
    public static Answer Read(ulong holds, long earliest, LocalDate? from, LocalDate? to)
    {
        Span<int> fields = stackalloc int[(int)PeerField.MaintenanceFindings + 1];
        for (; holds != 0; holds &= holds - 1)
        {
            PeerRule rule = All[System.Numerics.BitOperations.TrailingZeroCount(holds)];
            fields[(int)rule.Field] += rule.Value;
        }

        int Of(Span<int> all, PeerField field) => all[(int)field];
        return new(
            (sbyte)Of(fields, PeerField.Eligibility), (byte)Of(fields, PeerField.EligibilityFindings),
            (sbyte)Of(fields, PeerField.Protocol),
            (sbyte)Of(fields, PeerField.Fasting), (sbyte)Of(fields, PeerField.Response), (sbyte)Of(fields, PeerField.Fee),
            (sbyte)Of(fields, PeerField.Maintenance), (byte)Of(fields, PeerField.MaintenanceFindings), Of(fields, PeerField.FeeDollars),
            from ?? default, to ?? default, Instant.FromUnixTimeTicks(earliest / 100));
    }

    private static PeerRule Rule<TOutcome>(PeerField field, TOutcome outcome, string text)
        where TOutcome : struct, Enum => new(field, Convert.ToInt32(outcome, null), text);

    private static PeerRule Finding<TFinding>(PeerField field, TFinding finding, string text)
        where TFinding : struct, Enum => new(field, 1 << Convert.ToInt32(finding, null), text);

    private static string ListedAt(int place) =>
        $"(p.Condition{place} != 12 && !((p.Condition{place} == 3 || p.Condition{place} == 4) && "
        + $"!PeerDates.Before(PeerDates.Plus(p.Onset{place}, 3), p.Reference)) && !p.Remission{place})";

    private static string Within(int hours, int place) => $"p.Appointment - p.Taken{place} < {Nanoseconds(hours)}";

    private static string FreeFrom(int place) =>
        $"p.Taken{place} + (p.Kind{place} == 2 || p.Kind{place} == 3 ? {Nanoseconds(2)} : {Nanoseconds(4)})";

    private static string Nanoseconds(int hours) => FormattableString.Invariant($"{hours * NodaConstants.NanosecondsPerHour}L");
}
