using System.Collections.Immutable;
using Infusion.Rules.Policies;
using Infusion.Rules.Verification.Proof;
using NodaTime;

namespace Infusion.Rules.Verification;

/// <summary>Holds a change to its word: what is not declared fails, and so does what is declared and does not happen.</summary>
public static class ChangeGate
{
    /// <summary>Compares two policies, and what is declared of the step from one to the other.</summary>
    /// <param name="old">The policy before.</param>
    /// <param name="new">The policy after.</param>
    /// <param name="declared">The declarations; those of other steps are history.</param>
    /// <param name="edited">Expected outcomes edited with the change, to be listed; none by default.</param>
    /// <param name="options">How far to go; <c>null</c> for the defaults.</param>
    /// <returns>The report.</returns>
    public static GateReport Judge(
        ClinicPolicy old, ClinicPolicy @new, IEnumerable<DeclaredStep> declared, ImmutableArray<EditedExpectation> edited = default,
        DiffOptions? options = null) => Judge(Always(old), Always(@new), declared, edited, options);

    /// <summary>Compares two books version by version: wherever another content holds on a date, that step has to be declared for
    /// exactly these dates, and a version that is new or gone likewise.</summary>
    /// <param name="old">The versions before.</param>
    /// <param name="new">The versions after.</param>
    /// <param name="declared">The declarations; those of other steps are history.</param>
    /// <param name="edited">Expected outcomes edited with the change, to be listed; none by default.</param>
    /// <param name="options">How far to go; <c>null</c> for the defaults.</param>
    /// <returns>The report.</returns>
    public static GateReport Judge(
        PolicyBook old, PolicyBook @new, IEnumerable<DeclaredStep> declared, ImmutableArray<EditedExpectation> edited = default,
        DiffOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(@new);
        ArgumentNullException.ThrowIfNull(declared);
        DeclaredStep[] declarations = [.. declared];
        PolicyStamp[] stamps = [.. old.Versions.Select(static version => PolicyStamp.Of(version.Policy))];
        ImmutableArray<StepJudge> judged =
        [
            .. PolicyPeriod.Between(old, @new).Select(period => new StepJudge(period, declarations)).Where(static step => step.IsStep),
        ];
        return new()
        {
            Old = NameOf(old),
            New = NameOf(@new),
            Steps = [.. judged.Select(step => step.Judged(stamps, options))],
            History = declarations.Length - declarations.Count(one => judged.Any(step => step.IsBound(one))),
            Edited = edited.IsDefault ? [] : edited,
        };
    }

    /// <summary>The declarations that are missing or wrong, as they should be, each with an empty reason to be filled in.</summary>
    /// <param name="report">What the gate found.</param>
    /// <returns>One for each step that has to be declared, and is not or otherwise than it is.</returns>
    public static ImmutableArray<DeclaredStep> Template(GateReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return
        [
            .. report.Steps.Where(static step => step.HasEffect && (step.File is null || !step.Failures.IsEmpty)).Select(static step =>
                new DeclaredStep
                {
                    From = step.From,
                    To = step.To,
                    Dates = step.Dates,
                    Values = step.Values,
                    Effects = [.. step.Effects.Where(static effect => effect.Class != ChangeClass.Undecided)],
                }),
        ];
    }

    private static PolicyBook Always(ClinicPolicy policy) => PolicyBook.Of([new(policy, LocalDate.MinIsoValue, null)]);

    private static string NameOf(PolicyBook book) => string.Join(", ", book.Versions.Select(static version => version.Policy.ToString()));
}
