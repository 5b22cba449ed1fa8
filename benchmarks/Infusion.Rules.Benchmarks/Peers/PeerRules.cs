using System.Linq.Expressions;
using Infusion.Rules.Benchmarks.Whole;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Protocols;
using Infusion.Rules.Response;

namespace Infusion.Rules.Benchmarks.Peers;

/// <summary>The same decision as 20 rules for engines that evaluate one expression for each rule. Bit r says that rule r applies.</summary>
internal static class PeerRules
{
    /// <summary>Each rule's name, its condition for the compiler, and the same condition as an engine's text.</summary>
    public static (string Name, Expression<Func<PeerPatient, bool>> When, string Text)[] All { get; } =
    [
        ("Listed1", p => p.Condition1 != 12 && !((p.Condition1 == 3 || p.Condition1 == 4) && p.Months1 <= 3) && !p.Remission1,
            "p.Condition1 != 12 && !((p.Condition1 == 3 || p.Condition1 == 4) && p.Months1 <= 3) && !p.Remission1"),
        ("Listed2", p => p.Condition2 >= 0 && p.Condition2 != 12 && !((p.Condition2 == 3 || p.Condition2 == 4) && p.Months2 <= 3) && !p.Remission2,
            "p.Condition2 >= 0 && p.Condition2 != 12 && !((p.Condition2 == 3 || p.Condition2 == 4) && p.Months2 <= 3) && !p.Remission2"),
        ("SaysYes", p => p.Verdict == 1 && p.Role == 0, "p.Verdict == 1 && p.Role == 0"),
        ("SaysNo", p => p.Verdict == 2 && p.Role == 0, "p.Verdict == 2 && p.Role == 0"),
        ("NoPriorTherapy", p => !p.Prior, "!p.Prior"),
        ("RoleNotAccepted", p => p.Verdict != 0 && p.Role != 0, "p.Verdict != 0 && p.Role != 0"),
        ("PainAlone", p => p.Pain && !p.Mental && !p.Headache, "p.Pain && !p.Mental && !p.Headache"),
        ("ClinicianChooses", p => (p.Pain && (p.Mental || p.Headache)) || (!p.Pain && p.Mental && !p.Headache),
            "(p.Pain && (p.Mental || p.Headache)) || (!p.Pain && p.Mental && !p.Headache)"),
        ("Violation", p => (p.Kind1 <= 1 && p.Before1 < 240) || (p.Kind1 == 2 && p.Before1 < 120) || (p.Kind2 <= 1 && p.Before2 < 240) || (p.Kind2 == 2 && p.Before2 < 120),
            "(p.Kind1 <= 1 && p.Before1 < 240) || (p.Kind1 == 2 && p.Before1 < 120) || (p.Kind2 <= 1 && p.Before2 < 240) || (p.Kind2 == 2 && p.Before2 < 120)"),
        ("ClinicianJudges", p => (p.Kind1 == 3 && p.Before1 < 120) || (p.Kind1 == 4 && p.Before1 < 240) || (p.Kind2 == 3 && p.Before2 < 120) || (p.Kind2 == 4 && p.Before2 < 240),
            "(p.Kind1 == 3 && p.Before1 < 120) || (p.Kind1 == 4 && p.Before1 < 240) || (p.Kind2 == 3 && p.Before2 < 120) || (p.Kind2 == 4 && p.Before2 < 240)"),
        ("NotYetEvaluable", p => p.Completed < 3 || (p.Protocol == 1 && p.Completed < 4), "p.Completed < 3 || (p.Protocol == 1 && p.Completed < 4)"),
        ("NoCriterion", p => p.Instrument >= 4, "p.Instrument >= 4"),
        ("BaselineZero", p => p.Baseline == 0, "p.Baseline == 0"),
        ("Responds", p => (p.Baseline - p.Current) * 100 >= p.Baseline * (p.Instrument == 0 ? 30 : 50),
            "(p.Baseline - p.Current) * 100 >= p.Baseline * (p.Instrument == 0 ? 30 : 50)"),
        ("Given", p => p.End == 0, "p.End == 0"),
        ("ForFasting", p => p.End == 1 && p.Reason == 0, "p.End == 1 && p.Reason == 0"),
        ("InMaintenance", p => p.Stage, "p.Stage"),
        ("BeforeWindow", p => p.Position == 0, "p.Position == 0"),
        ("WithinWindow", p => p.Position == 1, "p.Position == 1"),
        ("SymptomsBack", p => p.Symptoms, "p.Symptoms"),
    ];

    /// <summary>What the rules that apply come to together. The dates are not computed, for the peers' benefit.</summary>
    public static Answer Read(ulong applies)
    {
        bool Has(int rule) => (applies >> rule & 1) != 0;
        EligibilityOutcome eligibility = Has(3) ? EligibilityOutcome.NotCandidate
            : !Has(0) && !Has(1) && !Has(2) ? EligibilityOutcome.ClinicianReview : EligibilityOutcome.Candidate;
        int findings = (Has(4) ? 1 << (int)EligibilityFinding.PriorTherapyNotDocumented : 0) | (Has(5) ? 1 << (int)EligibilityFinding.VerdictRoleNotAccepted : 0);
        ProtocolChoiceOutcome protocol = Has(6) ? ProtocolChoiceOutcome.Named : Has(7) ? ProtocolChoiceOutcome.RequiresClinicianChoice : ProtocolChoiceOutcome.NotPublished;
        FastingOutcome fasting = Has(8) ? FastingOutcome.Violation : Has(9) ? FastingOutcome.ClinicianDecision : FastingOutcome.Compliant;
        InstrumentOutcome response = Has(10) ? InstrumentOutcome.NotYetEvaluable : Has(11) ? InstrumentOutcome.CriterionNotSet
            : Has(12) ? InstrumentOutcome.NotEvaluable : Has(13) ? InstrumentOutcome.Responder : InstrumentOutcome.LikelyNonResponder;
        CancellationFeeOutcome fee = Has(14) ? CancellationFeeOutcome.NoFee : !Has(15) ? CancellationFeeOutcome.NotPublished
            : Has(8) ? CancellationFeeOutcome.Charged : CancellationFeeOutcome.ReasonNotSupported;
        MaintenanceOutcome maintenance = !Has(16) ? MaintenanceOutcome.BeforeMaintenance : Has(17) ? MaintenanceOutcome.NotYetDue
            : Has(18) ? MaintenanceOutcome.InWindow : Has(19) ? MaintenanceOutcome.Due : MaintenanceOutcome.DeferredWhileControlled;
        int notes = !Has(16) || !Has(19) || Has(18) ? 0
            : 1 << (int)(Has(17) ? MaintenanceFinding.SymptomsBeforeWindow : MaintenanceFinding.InductionAfterLapseNotPublished);
        return new((sbyte)eligibility, (byte)findings, (sbyte)protocol, (sbyte)fasting, (sbyte)response, (sbyte)fee, (sbyte)maintenance, (byte)notes,
            fee == CancellationFeeOutcome.Charged ? 100 : 0, default, default, default);
    }
}
