using System.Collections.Immutable;
using Infusion.Rules.Words;

namespace Infusion.Rules.Tables;

/// <summary>A condition in words: one comparison, or several of which all or one have to hold.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ConditionWords
{
    private const string All = "all of these";
    private const string Any = "one of these";
    private const string Always = "Always";
    private const string Never = "Never";

    private ConditionWords(string says, ImmutableArray<ConditionWords> parts) => (Says, Parts) = (says, parts);

    /// <summary>The comparison; of several, how they are joined.</summary>
    public string Says { get; }

    /// <summary>The several; empty for one comparison.</summary>
    public ImmutableArray<ConditionWords> Parts { get; }

    /// <summary>How many comparisons it is made of.</summary>
    public int Count => Parts.IsEmpty ? 1 : Parts.Sum(static part => part.Count);

    /// <summary>Puts a condition into words.</summary>
    /// <param name="condition">The condition.</param>
    /// <returns>The words.</returns>
    public static ConditionWords Of(Condition condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return Of(condition, isNot: false);
    }

    /// <summary>Writes it in one line.</summary>
    /// <returns>"The kind of intake: solid; time before the appointment: less than 4 h".</returns>
    public override string ToString() => Parts.IsEmpty ? Says
        : string.Join(Says == All ? "; " : ", or ", Parts.Select((part, place) => Inner(part, isFirst: place == 0)));

    private static string Inner(ConditionWords part, bool isFirst)
    {
        string text = part.ToString();
        string inner = isFirst ? text : char.ToLowerInvariant(text[0]) + text.Substring(1);
        return part.Parts.IsEmpty ? inner : $"({inner})";
    }

    private static ConditionWords Of(Condition condition, bool isNot) => condition switch
    {
        Condition.Not not => Of(not.Part, !isNot),
        Condition.All all => Joined(all.Parts, isNot ? Any : All, isNot),
        Condition.Any any => Joined(any.Parts, isNot ? All : Any, isNot),
        Condition.Comparison one => new(Words(one, isNot), []),
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };

    // What is joined in the same way stands in one list, and the names of one choice in one line.
    private static ConditionWords Joined(IEnumerable<Condition> conditions, string join, bool isNot)
    {
        var parts = new List<ConditionWords>();
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

                list.Names.Add(choice.Fact.Tell(choice.Constant, choice.Constant));
                continue;
            }

            ConditionWords part = Of(condition, isNot);
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

        foreach (KeyValuePair<Fact, (int Place, List<string> Names)> one in named)
        {
            (Fact fact, (int place, List<string> names)) = (one.Key, one.Value);
            parts[place] = new($"{NameWords.Capital(fact.Name)}: {(isNot ? "other than " : "")}{Listed(names)}", []);
        }

        return parts switch
        {
            [] => new(join == All ? Always : Never, []),
            [var only] => only,
            _ => new(join, [.. parts]),
        };
    }

    private static string Words(Condition.Comparison one, bool isNot)
    {
        Fact fact = one.Fact;
        string name = NameWords.Capital(fact.Name);
        long code = one.Constant;
        return (fact.Kind, one.Comparator) switch
        {
            (FactKind.YesNo, _) => $"{name}: {(code == 1 ^ isNot ? "yes" : "no")}",
            (FactKind.Choice, _) => $"{name}: {(isNot ? "other than " : "")}{fact.Tell(code, code)}",
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

    private static string Listed(List<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.Take(names.Count - 1))} or {names[names.Count - 1]}";
}
