using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infusion.Rules.Clinic;

namespace Infusion.Rules.Verification.Proof;

/// <summary>Holds one step between two contents of a policy against the declarations.</summary>
internal sealed class StepJudge
{
    // Three words are the least that says why; a letter of a script without spaces counts as one.
    private const int LeastWords = 3;
    private const int MostNamed = 5;

    private readonly PolicyPeriod _period;
    private readonly DeclaredStep[] _declared;
    private readonly PolicyStamp? _from;
    private readonly PolicyStamp? _to;
    private readonly string? _dates;
    private readonly ImmutableArray<GateFailure>.Builder _failures = ImmutableArray.CreateBuilder<GateFailure>();

    public StepJudge(PolicyPeriod period, DeclaredStep[] declared)
    {
        (_period, _declared) = (period, declared);
        _from = period.Before is { } before ? PolicyStamp.Of(before) : null;
        _to = period.After is { } after ? PolicyStamp.Of(after) : null;
        _dates = period.With(null).Dates is { Length: > 0 } dates ? dates : null;
    }

    /// <summary>Whether another content holds after than before.</summary>
    public bool IsStep => _from?.Hash != _to?.Hash;

    /// <summary>Whether a declaration is of this step: of these contents, on these dates.</summary>
    public bool IsBound(DeclaredStep one) => one.From?.Hash == _from?.Hash && one.To?.Hash == _to?.Hash && one.Dates == _dates;

    /// <summary>Judges the step.</summary>
    /// <param name="stamps">The versions of the old book, whose numbers are taken.</param>
    /// <param name="options">How far to go.</param>
    public GateStep Judged(PolicyStamp[] stamps, DiffOptions? options)
    {
        DiffReport? diff = _period is { Before: { } before, After: { } after } ? PolicyDiff.Compare(before, after, options) : null;
        DeclaredStep[] bound = [.. _declared.Where(IsBound)];
        VersionLevel? level = diff is null ? null : VersionLevels.Of(diff);
        var step = new GateStep
        {
            From = _from,
            To = _to,
            Dates = _dates,
            Values = diff?.ChangedValues ?? [],
            Effects = diff?.Changes ?? [],
            File = bound.Length == 0 ? null : bound[0].File,
            Reason = bound.Length == 0 ? null : bound[0].Reason,
            Level = level,
            NextVersion = level is { } one ? VersionLevels.Next(_from!.Version, one) : null,
            Difference = diff,
        };
        Number(step, stamps);
        Declared(step, bound);
        step.Failures = _failures.ToImmutable();
        return step;
    }

    private void Number(GateStep step, PolicyStamp[] stamps)
    {
        if (_to is not null && Array.Find(stamps, stamp => stamp.Names(_to) && stamp.Hash != _to.Hash) is not null)
        {
            string next = step.NextVersion is { } number ? $", such as {number}" : "";
            Add(
                GateProblem.SameVersion, step.ToString(),
                $"the content is another one and the version number is still {_to.Version}; give it a new one{next}");
        }
    }

    private void Declared(GateStep step, DeclaredStep[] bound)
    {
        if (bound.Length == 0)
        {
            // What is declared of the same versions with another content shows what was meant.
            DeclaredStep? near = Array.Find(_declared, one => IsNamed(one) && one.Dates == _dates) ?? Array.Find(_declared, IsNamed);
            if (step.HasEffect)
            {
                Add(GateProblem.NoDeclaration, step.ToString(), NoDeclaration(step, near));
                Compare(step, near);
            }

            return;
        }

        if (bound.Length > 1)
        {
            Add(
                GateProblem.DeclaredTwice, step.ToString(),
                $"{ReportText.Join([.. bound.Select(NameOf)])} declare the same step; keep one of them");
        }

        if (Regex.Matches(bound[0].Reason, "\\p{Lo}|\\p{L}{2,}").Cast<Match>().Select(static word => word.Value.ToUpperInvariant())
                .Distinct(StringComparer.Ordinal).Count() < LeastWords)
        {
            Add(
                GateProblem.NoReason, step.ToString(),
                $"{NameOf(bound[0])} says why in no words (\"reason\": \"{bound[0].Reason}\"); "
                + "write a sentence that a reviewer understands");
        }

        if (bound[0].From is { } from && !from.Names(_from!))
        {
            Add(GateProblem.DeclaredOtherwise, step.ToString(), $"{NameOf(bound[0])} calls it {from}, and it is {_from}");
        }

        if (bound[0].To is { } to && !to.Names(_to!))
        {
            Add(GateProblem.DeclaredOtherwise, step.ToString(), $"{NameOf(bound[0])} calls it {to}, and it is {_to}");
        }

        Compare(step, bound[0]);
    }

    private void Compare(GateStep step, DeclaredStep? declared)
    {
        string file = declared is null ? "" : NameOf(declared);
        List<string> said = declared is null ? [] : [.. declared.Values.Except(step.Values, StringComparer.Ordinal)];
        foreach (string value in step.Values.Except(declared?.Values ?? [], StringComparer.Ordinal))
        {
            if (said.Find(one => PathOf(one) == PathOf(value)) is { } other)
            {
                said.Remove(other);
                Add(GateProblem.DeclaredOtherwise, value, $"{value}, and {file} declares {NumbersOf(other)}");
                continue;
            }

            string? nearest = NearestName.To(PathOf(value), said.Select(PathOf));
            Add(
                GateProblem.Undeclared, value,
                $"{value}, and {(declared is null ? "nothing declares it" : $"{file} does not declare it")}"
                + (nearest is null ? "" : $"; the nearest it declares is {nearest}"));
        }

        foreach (string value in said)
        {
            Add(GateProblem.DeclaredInVain, value, $"{file} declares {value}, and that does not happen");
        }

        Compare(step, declared?.Effects ?? [], file);
    }

    private void Compare(GateStep step, ImmutableArray<ComputedChange> declared, string file)
    {
        List<ComputedChange> said = [.. declared.Except(step.Effects)];
        foreach (ComputedChange effect in step.Effects.Except(declared))
        {
            ComputedChange[] others = [.. said.Where(one => one.Decision == effect.Decision && one.Axis == effect.Axis)];
            said.RemoveAll(one => others.Contains(one));
            string id = IdOf(effect);
            ParameterChange? toConfirm = step.Difference!.Parameters.FirstOrDefault(
                one => one.Basis == ParameterBasis.ToConfirm && one.Path == effect.Decision);
            if (effect.Class == ChangeClass.Undecided)
            {
                Add(GateProblem.Undecided, effect, $"{effect}; raise the cell budget or split the table{id}");
            }
            else if (others.Length > 0)
            {
                string verbs = ReportText.Join([.. others.Select(static one => ReportText.Verb(one.Axis, one.Class))]);
                Add(GateProblem.DeclaredOtherwise, effect, $"{effect}, and {file} declares that it {verbs}{id}");
            }
            else
            {
                Add(
                    GateProblem.Undeclared, effect,
                    toConfirm is not null
                        ? $"{toConfirm}; cite what says so, or declare it and say in the reason where the new value stands"
                    : $"{effect}, and {(file.Length == 0 ? "nothing declares it" : $"{file} does not declare it")}{May(effect)}{id}");
            }
        }

        foreach (ComputedChange effect in said)
        {
            string? nearest = step.Effects.Any(one => one.Decision == effect.Decision) ? null
                : NearestName.To(effect.Decision, step.Effects.Select(static one => one.Decision));
            Add(
                GateProblem.DeclaredInVain, effect,
                $"{file} declares {effect}, and nothing of the kind happens{IdOf(effect)}{(nearest is null ? "" : $"; was {nearest} meant?")}");
        }
    }

    // The id that a declaration has for what is said in words.
    private static string IdOf(ComputedChange effect) => effect.Title == effect.Decision ? "" : $" [{effect.Decision}]";

    private static string May(ComputedChange effect) => effect.Class == ChangeClass.MayChange
        ? $" as may-change: {ReportText.Possible}"
        : "";

    private string NoDeclaration(GateStep step, DeclaredStep? near)
    {
        string[] others =
        [
            .. _declared.Take(MostNamed).Select(one => $"{one} ({NameOf(one)}{Otherwise(one)})"),
            .. _declared.Length > MostNamed ? (string[])[FormattableString.Invariant($"{_declared.Length - MostNamed} more")] : [],
        ];
        return $"no file declares the step from {step}; "
            + (others.Length == 0 ? "none is declared at all" : $"declared is {ReportText.Join(others)}")
            + (near is null ? "" : $", and {NameOf(near)} is what it is compared with here")
            + "; gate --template FILE writes what is so, for its reason to be filled in";
    }

    private string Otherwise(DeclaredStep one) => !IsNamed(one) ? ""
        : one.From?.Hash == _from?.Hash && one.To?.Hash == _to?.Hash ? ", on other dates"
        : ", of another content";

    private bool IsNamed(DeclaredStep one) => AreAlike(one.From, _from) && AreAlike(one.To, _to);

    private static bool AreAlike(PolicyStamp? one, PolicyStamp? other) =>
        one is null ? other is null : other is not null && one.Names(other);

    private static string NameOf(DeclaredStep one) => one.File.Length == 0 ? "the declaration" : one.File;

    private static string PathOf(string value) =>
        value.IndexOf(": ", StringComparison.Ordinal) is > 0 and var at ? value.Substring(0, at) : value;

    private static string NumbersOf(string value) => value.Substring(Math.Min(value.Length, PathOf(value).Length + 2));

    private void Add(GateProblem problem, string subject, string says) =>
        _failures.Add(new() { Problem = problem, Subject = subject, Says = says });

    private void Add(GateProblem problem, ComputedChange effect, string says) =>
        _failures.Add(new() { Problem = problem, Subject = effect.ToString(), Effect = effect, Says = says });
}
