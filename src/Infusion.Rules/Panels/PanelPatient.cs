using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Protocols;
using Infusion.Rules.Response;

namespace Infusion.Rules.Panels;

/// <summary>One patient of a panel: what each room is told.</summary>
/// <remarks>What is left out is as the room's own facts say, mostly not known. Value-equal, immutable.</remarks>
public sealed record PanelPatient
{
    /// <summary>For where the patient stands before a first infusion.</summary>
    public required EligibilityFacts Eligibility { get; init; }

    /// <summary>For the protocol.</summary>
    public required ProtocolFacts Protocol { get; init; }

    /// <summary>For the fast before the next appointment, judged against the appointment.</summary>
    public required FastingFacts Fasting { get; init; }

    /// <summary>For the response on one instrument.</summary>
    public required InstrumentFacts Response { get; init; }

    /// <summary>For the cancellation fee. Its <see cref="FeeFacts.FastingPlan"/> is not read: the patient's own fast is judged.</summary>
    public required FeeFacts Fee { get; init; }

    /// <summary>For maintenance.</summary>
    public required MaintenanceFacts Maintenance { get; init; }

    /// <summary>Says that it is a patient of a panel, never who or with what.</summary>
    /// <returns>"patient of a panel".</returns>
    public override string ToString() => "patient of a panel";
}
