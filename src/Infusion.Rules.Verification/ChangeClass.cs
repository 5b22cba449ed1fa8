namespace Infusion.Rules.Verification;

/// <summary>The direction of a change on one axis.</summary>
/// <remarks>Tightening is not "better for the patient": the order of outcomes is data, declared by each table.</remarks>
public enum ChangeClass
{
    /// <summary>No case differs.</summary>
    Equivalent,

    /// <summary>Some cases differ, all towards more: more caution, a higher cost, more facts, a later date.</summary>
    Tightens,

    /// <summary>Some cases differ, all towards less: less caution, a lower cost, fewer facts, an earlier date.</summary>
    Relaxes,

    /// <summary>Cases differ in both directions; on the wording axis, the text differs.</summary>
    Mixed,

    /// <summary>Some difference has no direction, such as an outcome without a place in the order; it fails closed.</summary>
    Incomparable,

    /// <summary>Some case may differ, in a direction that no record was found to show; it fails closed.</summary>
    MayChange,

    /// <summary>The proof would cost more cells than the budget allows; nothing was sampled instead.</summary>
    Undecided,
}
