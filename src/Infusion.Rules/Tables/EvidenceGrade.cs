namespace Infusion.Rules.Tables;

/// <summary>How sure the source of a rule is of it, by the grade that the source itself gives.</summary>
/// <remarks>The letters are the ones guidelines print. A grade is shown with its rule and decides nothing.</remarks>
public enum EvidenceGrade
{
    /// <summary>Grade A.</summary>
    A,

    /// <summary>Grade B.</summary>
    B,

    /// <summary>Grade C.</summary>
    C,

    /// <summary>Grade D.</summary>
    D,

    /// <summary>The source gives no grade, as a label does.</summary>
    NotGraded,
}
