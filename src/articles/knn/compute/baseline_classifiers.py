"""The usual classifiers of scikit-learn that KNN is compared with, at its defaults but for fewer rounds of the SVM."""

from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression, SGDClassifier
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import NearestCentroid
from sklearn.tree import DecisionTreeClassifier


def usual(seed: int) -> dict[str, object]:
    """Make an unfitted classifier of each kind by name; `seed` settles those that draw at random."""
    return {
        "logistic regression": LogisticRegression(),
        "linear SVM": SGDClassifier(max_iter=100, random_state=seed),
        "decision tree": DecisionTreeClassifier(random_state=seed),
        "random forest": RandomForestClassifier(random_state=seed),
        "naive Bayes": GaussianNB(),
        "nearest centroid": NearestCentroid(),
    }
