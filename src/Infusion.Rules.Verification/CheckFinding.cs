using System.Collections.Immutable;
using Infusion.Rules.Documents;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification;

/// <summary>One finding of a check, with a case that shows it.</summary>
public sealed class CheckFinding
{
    /// <summary>The check's id, such as <c>IR0001</c>.</summary>
    public string Id => CheckCodes.IdOf(Code);

    /// <summary>The check.</summary>
    public required CheckCode Code { get; init; }

    /// <summary>The id of the table, or of the table that the value goes into.</summary>
    public required string Table { get; init; }

    /// <summary>The rule, fact or constraint it is about, or the path of the policy's value; the table's id where it is about the
    /// table.</summary>
    public required string Subject { get; init; }

    /// <summary>The finding as a sentence.</summary>
    public required string Says { get; init; }

    /// <summary>The path of the policy's value that it is about, such as <c>fees.noticeTiers[1].charge</c>; empty for none.</summary>
    public string Path { get; internal set; } = "";

    /// <summary>Where that value stands; <c>null</c> when the policy is in no file.</summary>
    public DocumentPlace? At { get; internal set; }

    /// <summary>A case that shows it; empty where no case can.</summary>
    public ImmutableArray<WitnessFact> Witness { get => field.OrEmpty(); init; }

    /// <summary>The rules and facts that do nothing for this reason alone, each once.</summary>
    public ImmutableArray<string> Consequences { get => field.OrEmpty(); internal set; }

    /// <summary>Writes the id, the sentence and what follows from it.</summary>
    /// <returns>"IR0001 fasting.intake: no rule applies ...".</returns>
    public override string ToString() =>
        $"{Id} {Table}: {Says}{(Consequences.IsEmpty ? "" : $"; without effect for this reason: {string.Join(", ", Consequences)}")}";

    /// <summary>A finding on a value of the policy.</summary>
    internal static CheckFinding Of(CheckCode code, string table, string path, string says, params (string Name, string Value)[] witness) =>
        new()
        {
            Code = code,
            Table = table,
            Subject = path,
            Path = path,
            Says = says,
            Witness = [.. witness.Select(static fact => WitnessFact.Shown(fact.Name.Replace(' ', '-'), fact.Name, fact.Value))],
        };
}
