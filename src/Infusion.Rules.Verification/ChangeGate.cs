using System.Collections.Immutable;

namespace Infusion.Rules.Verification;

/// <summary>Holds a change to its word: undeclared effects fail, and so do declarations in vain.</summary>
public static class ChangeGate
{
    /// <summary>Compares declarations with a computed difference.</summary>
    /// <param name="diff">The difference.</param>
    /// <param name="declared">What the change declares; one for each decision and axis.</param>
    /// <param name="edited">Expected outcomes edited with the change, to be listed; none by default.</param>
    /// <returns>The report.</returns>
    /// <remarks>An undecided axis can be declared by nobody. An incomparable one can, with a reason. A citation that stayed while its value
    /// changed is confirmed by declaring its path on the wording axis, with the reason.</remarks>
    public static GateReport Judge(
        DiffReport diff, IEnumerable<DeclaredChange> declared, ImmutableArray<EditedExpectation> edited = default)
    {
        ArgumentNullException.ThrowIfNull(diff);
        ArgumentNullException.ThrowIfNull(declared);
        DeclaredChange[] declarations = [.. declared];
        ImmutableArray<ComputedChange> computed = diff.Changes;
        var failures = ImmutableArray.CreateBuilder<GateFailure>();
        var confirmed = ImmutableArray.CreateBuilder<DeclaredChange>();
        foreach (ComputedChange change in computed)
        {
            DeclaredChange[] mine = [.. declarations.Where(one => one.Decision == change.Decision && one.Axis == change.Axis)];
            if (change.Class == ChangeClass.Undecided)
            {
                failures.Add(
                    Failure(
                        change, null,
                        $"{change.Decision}: {ReportText.Of(change.Axis)} is undecided; raise the cell budget or split the table"));
            }
            else if (mine.Length == 0)
            {
                ParameterChange? toConfirm = diff.Parameters.FirstOrDefault(
                    one => one.Basis == ParameterBasis.ToConfirm && one.Path == change.Decision);
                failures.Add(Failure(change, null, toConfirm is null
                    ? $"{change}, and nothing declares it"
                    : $"{toConfirm}; cite what says so, or declare the change of {change.Decision} with where it stands"));
            }

            foreach (DeclaredChange one in mine.Where(_ => change.Class != ChangeClass.Undecided))
            {
                if (one.Class != change.Class)
                {
                    failures.Add(
                        Failure(change, one.Class, $"{change}, and it is declared otherwise: {ReportText.Verb(one.Axis, one.Class)}"));
                }
                else if (string.IsNullOrWhiteSpace(one.Reason))
                {
                    failures.Add(Failure(change, one.Class, $"{change}: it is declared without a reason"));
                }
                else
                {
                    confirmed.Add(one);
                }
            }
        }

        foreach (DeclaredChange one in declarations.Where(
                one => !computed.Any(change => change.Decision == one.Decision && change.Axis == one.Axis)))
        {
            failures.Add(new()
            {
                Decision = one.Decision,
                Axis = one.Axis,
                Declared = one.Class,
                Computed = ChangeClass.Equivalent,
                Says = $"{one} is declared, and nothing of the kind happens",
            });
        }

        return new()
        {
            Outcome = failures.Count == 0 ? GateOutcome.Holds
                : failures.All(failure => failure.Computed == ChangeClass.Undecided) ? GateOutcome.Undecided
                : GateOutcome.Fails,
            Failures = failures.ToImmutable(),
            Confirmed = confirmed.ToImmutable(),
            Edited = edited.IsDefault ? [] : edited,
        };
    }

    /// <summary>The declarations a change needs, each with an empty reason to be filled in.</summary>
    /// <param name="diff">The difference.</param>
    /// <returns>One declaration for each decision and axis that differs and is decided.</returns>
    public static ImmutableArray<DeclaredChange> Template(DiffReport diff)
    {
        ArgumentNullException.ThrowIfNull(diff);
        return [.. diff.Changes.Where(change => change.Class != ChangeClass.Undecided)
            .Select(change => new DeclaredChange(change.Decision, change.Axis, change.Class, ""))];
    }

    private static GateFailure Failure(ComputedChange change, ChangeClass? declared, string says) => new()
    {
        Decision = change.Decision,
        Axis = change.Axis,
        Declared = declared,
        Computed = change.Class,
        Says = says,
    };
}
