namespace Infusion.Rules.Records;

/// <summary>Two places of a record that cannot both be right; the record keeps both.</summary>
/// <remarks>It is certain: where times are known in part, no reading of them
/// makes both right. Value-equal. Immutable and thread-safe.</remarks>
/// <param name="Kind">How they speak against each other.</param>
/// <param name="FirstPath">Where the first of the two stands: an entry, such as <c>$.visits[1]</c>, or one of its fields.</param>
/// <param name="SecondPath">Where the other one stands.</param>
/// <param name="Says">The contradiction as a sentence, without any value of the patient.</param>
/// <example><c>record.Voiding(contradiction.FirstPath)</c> is the record without the first of the two.</example>
public sealed record Contradiction(ContradictionKind Kind, string FirstPath, string SecondPath, string Says)
{
    /// <summary>Writes the sentence.</summary>
    /// <returns>"Two infusions overlap: those of visit-1 and visit-2."</returns>
    public override string ToString() => Says;
}
