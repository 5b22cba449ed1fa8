using System.Collections.Immutable;

namespace Infusion.Rules.Verification;

/// <summary>One finding of a check, with a case that shows it.</summary>
public sealed class CheckFinding
{
    /// <summary>The check's id, such as <c>IR0001</c>.</summary>
    public string Id => CheckCodes.IdOf(Code);

    /// <summary>The check.</summary>
    public required CheckCode Code { get; init; }

    /// <summary>The table's id.</summary>
    public required string Table { get; init; }

    /// <summary>The rule, fact or constraint it is about; the table's id where it is about the table.</summary>
    public required string Subject { get; init; }

    /// <summary>The finding as a sentence.</summary>
    public required string Says { get; init; }

    /// <summary>A case that shows it; empty where no case can.</summary>
    public ImmutableArray<WitnessFact> Witness { get; init; } = [];

    /// <summary>Writes the id and the sentence.</summary>
    /// <returns>"IR0001 fasting.intake: no rule applies ...".</returns>
    public override string ToString() => $"{Id} {Table}: {Says}";
}
