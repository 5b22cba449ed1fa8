using System.Collections.Immutable;

namespace Infusion.Rules.Tables;

/// <summary>When a rule applies: comparisons of a fact with a constant, joined by and, or, not.</summary>
/// <remarks>
/// Because every comparison has one fact and one constant, the input space of a table is a finite partition, and evaluating every part
/// of it is a proof. There is no other kind of condition. Write <c>a &amp; b</c>, <c>a | b</c>, <c>!a</c>.
/// </remarks>
public abstract record Condition
{
    private protected Condition()
    {
    }

    /// <summary>The condition that always holds.</summary>
    public static Condition Always => new All([]);

    /// <summary>Both conditions hold.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second.</param>
    public static Condition operator &(Condition left, Condition right) => new All([left, right]);

    /// <summary>At least one of the conditions holds.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second.</param>
    public static Condition operator |(Condition left, Condition right) => new Any([left, right]);

    /// <summary>The condition does not hold.</summary>
    /// <param name="condition">The condition to negate.</param>
    public static Condition operator !(Condition condition) => new Not(condition);

    /// <summary>The named form of <c>&amp;</c>.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second.</param>
    /// <returns>A condition that holds when both do.</returns>
    public static Condition BitwiseAnd(Condition left, Condition right) => left & right;

    /// <summary>The named form of <c>|</c>.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second.</param>
    /// <returns>A condition that holds when at least one does.</returns>
    public static Condition BitwiseOr(Condition left, Condition right) => left | right;

    /// <summary>The named form of <c>!</c>.</summary>
    /// <param name="condition">The condition to negate.</param>
    /// <returns>A condition that holds when the given one does not.</returns>
    public static Condition LogicalNot(Condition condition) => !condition;

    /// <summary>The comparisons in it, in the order they are written.</summary>
    /// <returns>Every comparison, negated or not.</returns>
    public IEnumerable<Comparison> Comparisons() => this switch
    {
        Comparison comparison => [comparison],
        All all => all.Parts.SelectMany(part => part.Comparisons()),
        Any any => any.Parts.SelectMany(part => part.Comparisons()),
        Not not => not.Part.Comparisons(),
        _ => [],
    };

    /// <summary>One fact against one constant.</summary>
    /// <param name="Fact">The fact.</param>
    /// <param name="Comparator">How they are compared.</param>
    /// <param name="Constant">The constant as a code of the fact.</param>
    public sealed record Comparison(Fact Fact, Comparator Comparator, long Constant) : Condition
    {
        /// <summary>Writes the comparison with the fact's id.</summary>
        /// <returns>"fasting.elapsed &lt; 2 h".</returns>
        public override string ToString() => $"{Fact.Id} {Sign} {Fact.Format(Constant)}";

        private string Sign => Comparator switch
        {
            Comparator.Is => "=",
            Comparator.LessThan => "<",
            Comparator.AtMost => "<=",
            Comparator.AtLeast => ">=",
            _ => ">",
        };
    }

    /// <summary>Every part holds; with no part, always.</summary>
    /// <param name="Parts">The parts.</param>
    public sealed record All(ImmutableArray<Condition> Parts) : Condition
    {
        /// <inheritdoc/>
        public bool Equals(All? other) => other is not null && Parts.SequenceEqual(other.Parts);

        /// <inheritdoc/>
        public override int GetHashCode() => Parts.Length;

        /// <summary>Writes the parts joined by "and".</summary>
        /// <returns>The text; "always" when there is no part.</returns>
        public override string ToString() => Parts.IsEmpty ? "always" : $"({string.Join(" and ", Parts)})";
    }

    /// <summary>At least one part holds; with no part, never.</summary>
    /// <param name="Parts">The parts.</param>
    public sealed record Any(ImmutableArray<Condition> Parts) : Condition
    {
        /// <inheritdoc/>
        public bool Equals(Any? other) => other is not null && Parts.SequenceEqual(other.Parts);

        /// <inheritdoc/>
        public override int GetHashCode() => ~Parts.Length;

        /// <summary>Writes the parts joined by "or".</summary>
        /// <returns>The text; "never" when there is no part.</returns>
        public override string ToString() => Parts.IsEmpty ? "never" : $"({string.Join(" or ", Parts)})";
    }

    /// <summary>The part does not hold.</summary>
    /// <param name="Part">The negated condition.</param>
    public sealed record Not(Condition Part) : Condition
    {
        /// <summary>Writes the part after "not".</summary>
        /// <returns>The text.</returns>
        public override string ToString() => $"not {Part}";
    }
}
