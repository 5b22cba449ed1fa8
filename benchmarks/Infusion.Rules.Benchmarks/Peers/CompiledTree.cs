using System.Linq.Expressions;
using Infusion.Rules.Benchmarks.Whole;
using NodaTime;

namespace Infusion.Rules.Benchmarks.Peers;

/// <summary>All rules in one compiled expression tree that gives the whole answer.</summary>
internal sealed class CompiledTree
{
    private readonly ParameterExpression _patient = Expression.Parameter(typeof(PeerPatient), "p");
    private readonly Func<PeerPatient, Answer> _decide;

    public CompiledTree()
    {
        Expression answer = Expression.Call(
            typeof(PeerRules), nameof(PeerRules.Answer), null,
            Outcome(Part.Eligibility), Outcome(Part.DocumentationFinding), Outcome(Part.VerdictFinding), Outcome(Part.Protocol), Outcome(Part.Fasting),
            Outcome(Part.Response), Outcome(Part.Fee), Outcome(Part.Maintenance), Outcome(Part.MaintenanceFinding),
            Output(Part.Fee, typeof(int)), Output(Part.Due, typeof(DateInterval)), Output(Part.Earliest, typeof(Instant)));
        _decide = Expression.Lambda<Func<PeerPatient, Answer>>(answer, _patient).Compile();
    }

    public Answer Decide(PeerPatient patient) => _decide(patient);

    private Expression Outcome(Part part) =>
        First(PeerRules.All.Where(rule => rule.Part == part), Expression.Constant(PeerRules.Otherwise(part)), rule => Expression.Constant(rule.Outcome!.Value));

    private Expression Output(Part part, Type type) =>
        First(PeerRules.All.Where(rule => rule.Part == part && rule.Output is not null), Expression.Default(type), rule => Of(rule.Output!));

    // The first rule that applies decides: each is asked only where those before it do not apply.
    private Expression First(IEnumerable<PeerRule> rules, Expression otherwise, Func<PeerRule, Expression> gives) =>
        rules.Reverse().Aggregate(otherwise, (rest, rule) => Expression.Condition(Of(rule.When), gives(rule), rest));

    private Expression Of(LambdaExpression lambda) => new Renamed(lambda.Parameters[0], _patient).Visit(lambda.Body);

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
