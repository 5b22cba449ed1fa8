using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Fasting;

/// <summary>A kind of food or drink that a policy has a fasting rule for.</summary>
public sealed record IntakeKind
{
    /// <summary>Creates a kind.</summary>
    /// <param name="id">The id as records name it, such as <c>clear-liquid</c>.</param>
    /// <param name="rule">The id of the rule, such as <c>fasting.clear-liquids</c>.</param>
    /// <param name="name">The kind in the plural, as a sentence starts with it, such as "Clear liquids".</param>
    /// <param name="limits">When it must have ended; all of them hold. None for a kind that is judged before the appointment like what
    /// is unlisted, and has one of the last two.</param>
    /// <param name="provenance">Where the rule comes from.</param>
    /// <param name="citations">Ids in the source register; at least one.</param>
    /// <param name="asaKind">The anesthesiologists' kind; <c>null</c> when none is meant.</param>
    /// <param name="duringInfusion">Whether it may be taken while the infusion runs; <c>null</c> when not published.</param>
    /// <param name="afterEnd">The elapsed time from the infusion's end, or from its being broken off, before which it is not taken;
    /// exactly so much later is late enough. <c>null</c> when not published.</param>
    /// <exception cref="ArgumentException">It states neither a limit nor one of the last two, there is no citation, or the id is one the
    /// rules use themselves.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time after the end is not above zero.</exception>
    public IntakeKind(
        string id, string rule, string name, IEnumerable<IntakeLimit> limits, Provenance provenance, IEnumerable<string> citations,
        AsaKind? asaKind = null, IntakeAllowance? duringInfusion = null, Duration? afterEnd = null)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(name);
        (Id, Rule, Name, Limits, Provenance, Citations, AsaKind) = (id, rule, name, [.. limits], provenance, [.. citations], asaKind);
        (DuringInfusion, AfterEnd) = (duringInfusion, afterEnd);
        if ((Limits.IsEmpty && duringInfusion is null && afterEnd is null) || Citations.IsEmpty || id is Unlisted or OralMedicine)
        {
            throw new ArgumentException(
                $"The intake kind '{id}' needs a limit or a rule for the time during or after the infusion, a citation, and an id of its "
                + "own.", nameof(limits));
        }

        if (afterEnd <= Duration.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(afterEnd), "The time after an infusion's end is above zero.");
        }
    }

    /// <summary>The reserved id of a kind the policy has no rule for.</summary>
    public const string Unlisted = "unlisted";

    /// <summary>The reserved id of a sip of water taken with a medicine by mouth.</summary>
    public const string OralMedicine = "oral-medicine";

    /// <summary>The id as records name it.</summary>
    public string Id { get; }

    /// <summary>The id of the rule.</summary>
    public string Rule { get; }

    /// <summary>The kind in the plural.</summary>
    public string Name { get; }

    /// <summary>The anesthesiologists' kind; <c>null</c> when none is meant.</summary>
    public AsaKind? AsaKind { get; }

    /// <summary>When it must have ended; all of them hold. Empty for a kind that is judged like what is unlisted.</summary>
    public ImmutableArray<IntakeLimit> Limits { get; }

    /// <summary>Whether it may be taken after the infusion's start and before its end; <c>null</c> when not published.</summary>
    public IntakeAllowance? DuringInfusion { get; }

    /// <summary>The elapsed time from the infusion's end from which it may be taken again, inclusive; <c>null</c> when not
    /// published.</summary>
    public Duration? AfterEnd { get; }

    /// <summary>Where the rule comes from.</summary>
    public Provenance Provenance { get; }

    /// <summary>Ids in the source register.</summary>
    public ImmutableArray<string> Citations { get; }

    /// <inheritdoc/>
    public bool Equals(IntakeKind? other) =>
        other is not null
            && Id == other.Id && Rule == other.Rule && Name == other.Name && Provenance == other.Provenance && AsaKind == other.AsaKind
        && DuringInfusion == other.DuringInfusion && AfterEnd == other.AfterEnd
        && Limits.SequenceEqual(other.Limits) && Citations.SequenceEqual(other.Citations);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>Writes the id and what holds of it.</summary>
    /// <returns>"clear-liquid: 2 h before", "alcohol: 24 h before, not allowed during the infusion, 24 h after its end".</returns>
    public override string ToString() => $"{Id}: " + string.Join(
        ", ",
        [
            .. Limits.Select(static limit => limit.ToString()),
            .. DuringInfusion is { } during ? [$"{Wording.Words(during.ToString())} during the infusion"] : (string[])[],
            .. AfterEnd is { } after ? [$"{Wording.Of(after)} after its end"] : (string[])[],
        ]);
}
