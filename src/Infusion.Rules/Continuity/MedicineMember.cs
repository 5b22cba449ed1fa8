using System.Collections.Immutable;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Continuity;

/// <summary>A medicine that belongs to the class an interaction names.</summary>
/// <remarks>It is data to be reviewed: a name, its brands, its codes and where its membership stands. Compared by value,
/// immutable.</remarks>
public sealed record MedicineMember
{
    /// <summary>Creates a member.</summary>
    /// <param name="medicine">The medicine's generic name; case is ignored.</param>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    public MedicineMember(string medicine)
    {
        ArgumentNullException.ThrowIfNull(medicine);
        Medicine = medicine.Trim();
        if (Medicine.Length == 0)
        {
            throw new ArgumentException("A member has a name.", nameof(medicine));
        }
    }

    /// <summary>The medicine's generic name.</summary>
    public string Medicine { get; }

    /// <summary>Other names, such as brands; case is ignored.</summary>
    public ImmutableArray<string> Aliases { get => field.OrEmpty(); init; }

    /// <summary>Its codes, each with its system; a record's code is compared with them exactly.</summary>
    public ImmutableArray<MedicineCode> Codes { get => field.OrEmpty(); init; }

    /// <summary>Where it stands that it belongs to the class; empty for where the interaction stands.</summary>
    public ImmutableArray<string> Citations { get => field.OrEmpty(); init; }

    /// <inheritdoc/>
    public bool Equals(MedicineMember? other) => other is not null && Medicine == other.Medicine && Aliases.SequenceEqual(other.Aliases)
        && Codes.SequenceEqual(other.Codes) && Citations.SequenceEqual(other.Citations);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Medicine);

    /// <summary>Writes the name.</summary>
    /// <returns>"oxycodone".</returns>
    public override string ToString() => Medicine;
}
