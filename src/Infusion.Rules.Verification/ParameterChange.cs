using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Infusion.Rules.Tables;
using Infusion.Rules.Verification.Proof;

namespace Infusion.Rules.Verification;

/// <summary>A value of the policy that differs between two versions.</summary>
public sealed class ParameterChange
{
    /// <summary>Where the value stands.</summary>
    public required string Path { get; init; }

    /// <summary>The same in words, such as "Fasting: kind clear liquid, limit 1, before".</summary>
    public string Place => PathWords.Of(Path);

    /// <summary>The old value as text; <c>null</c> when there was none.</summary>
    public string? Before { get; init; }

    /// <summary>The new value as text; <c>null</c> when there is none.</summary>
    public string? After { get; init; }

    /// <summary>What the value is judged by.</summary>
    public required ParameterBasis Basis { get; init; }

    /// <summary>The axis it is on; <c>null</c> where the tables judge it.</summary>
    public ChangeAxis? Axis { get; init; }

    /// <summary>The sources that are to be confirmed, where the basis is <see cref="ParameterBasis.ToConfirm"/>; otherwise empty.</summary>
    public ImmutableArray<string> ToConfirm { get => field.OrEmpty(); init; }

    /// <summary>The direction; <see cref="ChangeClass.Equivalent"/> where the tables judge it.</summary>
    public required ChangeClass Class { get; init; }

    /// <summary>Both values.</summary>
    [JsonIgnore]
    public string Values => $"{Before ?? "not set"} -> {After ?? "not set"}";

    /// <summary>Writes the path and both values.</summary>
    /// <returns>"fees.currency: USD -> EUR".</returns>
    public override string ToString() => ToConfirm.IsEmpty
        ? Line
        : $"{Path}: citation to be confirmed: {string.Join(", ", ToConfirm)}, cited as before for {Values}";

    /// <summary>The path and both values as a declaration has them.</summary>
    internal string Line => $"{Path}: {Values}";

    /// <summary>Whether it stands in what decides, and not only in what is said of that.</summary>
    internal bool Decides => Basis == ParameterBasis.Tables
        && !Path.EndsWith(".provenance", StringComparison.Ordinal) && !Path.EndsWith(".modality", StringComparison.Ordinal);
}
