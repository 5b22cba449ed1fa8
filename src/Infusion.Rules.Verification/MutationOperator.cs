namespace Infusion.Rules.Verification;

/// <summary>How a value of a policy is changed to try the cases.</summary>
public enum MutationOperator
{
    /// <summary>A number, one more and one less: counts, percents, points, days.</summary>
    Number,

    /// <summary>An elapsed time, one minute longer and one minute shorter.</summary>
    Duration,

    /// <summary>A calendar period, one day longer, and a month or a day shorter.</summary>
    Period,

    /// <summary>An amount of money, one unit more and one less.</summary>
    Money,

    /// <summary>A clock time one minute later, or a date one day later.</summary>
    Time,

    /// <summary>A yes that becomes no, or a no that becomes yes, which is also what is left out.</summary>
    Flag,

    /// <summary>A name of a closed list, the next and the one before.</summary>
    Choice,

    /// <summary>A name of something the policy defines, each other one: a food moved to another kind.</summary>
    Reference,

    /// <summary>An item of a list, or a value that may be left out, taken away.</summary>
    Removed,

    /// <summary>A value that was left out, or an item of a closed list, put there.</summary>
    Added,

    /// <summary>A text, spelt otherwise.</summary>
    Text,
}
