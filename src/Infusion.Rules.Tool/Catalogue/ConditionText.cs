using Infusion.Rules.Tables;
using Infusion.Rules.Tool.Reports;

namespace Infusion.Rules.Tool.Catalogue;

/// <summary>A condition in words: one comparison, or several of which all or one have to hold.</summary>
/// <param name="Says">The comparison; of several, how they are joined.</param>
/// <param name="Parts">The several; empty for one comparison.</param>
internal sealed record ConditionText(string Says, IReadOnlyList<ConditionText> Parts)
{
    private const string All = "all of these";
    private const string Any = "one of these";
    private const string Always = "Always";
    private const string Never = "Never";

    /// <summary>How many comparisons it is made of.</summary>
    public int Count => Parts.Count == 0 ? 1 : Parts.Sum(static part => part.Count);

    /// <summary>Puts a condition into words.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="wordsOf">An outcome of another decision in words, by that decision's id and the outcome's name.</param>
    public static ConditionText Of(Condition condition, Func<string, string, string> wordsOf) =>
        new Writer(wordsOf).Of(condition, isNot: false);

    private sealed class Writer(Func<string, string, string> wordsOf)
    {
        public ConditionText Of(Condition condition, bool isNot) => condition switch
        {
            Condition.Not not => Of(not.Part, !isNot),
            Condition.All all => Joined(all.Parts, isNot ? Any : All, isNot),
            Condition.Any any => Joined(any.Parts, isNot ? All : Any, isNot),
            Condition.Comparison one => new(Words(one, isNot), []),
            _ => throw new ArgumentOutOfRangeException(nameof(condition)),
        };

        // What is joined in the same way stands in one list, and the names of one choice in one line.
        private ConditionText Joined(IEnumerable<Condition> conditions, string join, bool isNot)
        {
            var parts = new List<ConditionText>();
            var named = new Dictionary<Fact, (int Place, List<string> Names)>();
            foreach (Condition condition in conditions)
            {
                if (condition is Condition.Comparison { Comparator: Comparator.Is, Fact.Kind: FactKind.Choice } choice
                    && isNot == (join == All))
                {
                    if (!named.TryGetValue(choice.Fact, out (int Place, List<string> Names) list))
                    {
                        named[choice.Fact] = list = (parts.Count, []);
                        parts.Add(new("", []));
                    }

                    list.Names.Add(Name(choice.Fact, choice.Constant));
                    continue;
                }

                ConditionText part = Of(condition, isNot);
                if (part.Says == (join == All ? Never : Always))
                {
                    return part;
                }

                if (part.Says == (join == All ? Always : Never))
                {
                    continue;
                }

                if (part.Says == join)
                {
                    parts.AddRange(part.Parts);
                }
                else
                {
                    parts.Add(part);
                }
            }

            foreach ((Fact fact, (int place, List<string> names)) in named)
            {
                parts[place] = new($"{Wording.Capital(fact.Name)}: {(isNot ? "other than " : "")}{Listed(names)}", []);
            }

            return parts switch
            {
                [] => new(join == All ? Always : Never, []),
                [var only] => only,
                _ => new(join, parts),
            };
        }

        private string Words(Condition.Comparison one, bool isNot)
        {
            Fact fact = one.Fact;
            string name = Wording.Capital(fact.Name);
            long code = one.Constant;
            return (fact.Kind, one.Comparator) switch
            {
                (FactKind.YesNo, _) => $"{name}: {(code == 1 ^ isNot ? "yes" : "no")}",
                (FactKind.Choice, _) => $"{name}: {(isNot ? "other than " : "")}{Name(fact, code)}",
                (_, Comparator.Is) => $"{name}: {(isNot ? "not " : "")}{fact.FormatLimit(code)}",
                (_, Comparator.LessThan) => $"{name}: {(isNot ? AtLeast(fact, code) : Below(fact, code))}",
                (_, Comparator.AtLeast) => $"{name}: {(isNot ? Below(fact, code) : AtLeast(fact, code))}",
                (_, Comparator.AtMost) => $"{name}: {(isNot ? "more than" : "at most")} {fact.FormatLimit(code)}",
                _ => $"{name}: {(isNot ? "at most" : "more than")} {fact.FormatLimit(code)}",
            };
        }

        // A limit that is itself still on the lower side is named as a person names it.
        private static string AtLeast(Fact fact, long code) => code == Fact.Never ? "never"
            : fact.LimitBefore(code) is var limit && limit != code ? $"more than {fact.FormatLimit(limit)}"
            : $"at least {fact.FormatLimit(code)}";

        private static string Below(Fact fact, long code) => code == Fact.Never ? "at any time"
            : fact.LimitBefore(code) is var limit && limit != code ? $"at most {fact.FormatLimit(limit)}"
            : $"less than {fact.FormatLimit(code)}";

        private string Name(Fact fact, long code)
        {
            string name = fact.Format(code);
            return fact.LinkedTable is { } table ? wordsOf(table, name) : Wording.Words(name);
        }

        private static string Listed(List<string> names) =>
            names.Count == 1 ? names[0] : $"{string.Join(", ", names[..^1])} or {names[^1]}";
    }
}
