using System.Text.Json.Serialization;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Clinic;

/// <summary>The id of an infusion protocol of a policy.</summary>
/// <remarks><c>default</c> has no name: it <see cref="IsDefault"/> and rules
/// refuse it. Equality is ordinal. Immutable and thread-safe.</remarks>
[JsonConverter(typeof(ProtocolIdJsonConverter))]
public readonly record struct ProtocolId
{
    private readonly string? _name;

    /// <summary>Creates an id.</summary>
    /// <param name="name">The name as the policy writes it, such as <c>four-hour</c>; not empty.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public ProtocolId(string name) => _name = string.IsNullOrWhiteSpace(name)
        ? throw new ArgumentException("A protocol needs a name.", nameof(name))
        : name;

    /// <summary>The four-hour protocol of the page, for pain (R20, R21).</summary>
    public static ProtocolId FourHour => new("four-hour");

    /// <summary>The one-hour protocol the page mentions (R23).</summary>
    public static ProtocolId OneHour => new("one-hour");

    /// <summary>The name as the policy writes it.</summary>
    /// <exception cref="InvalidOperationException">This is the default.</exception>
    public string Name => _name ?? throw new InvalidOperationException("The default protocol id has no name.");

    /// <summary>Whether this is the meaningless default value.</summary>
    public bool IsDefault => _name is null;

    /// <summary>Writes the name.</summary>
    /// <returns>The name; empty for the default.</returns>
    public override string ToString() => _name ?? "";
}
