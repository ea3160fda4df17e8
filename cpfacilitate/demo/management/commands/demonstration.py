"""Fill an empty installation with the demonstration world, and say how to sign in to it."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cpfacilitate.accounts.models import Membership, User
from cpfacilitate.demo import story


class Command(BaseCommand):
    help = "Fill an empty database with fictional people and places; print one login per role."

    def handle(self, *args: object, **options: object) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("DEMONSTRATION is not set: this installation is for real people.")
        if not User.objects.exists():
            story.tell()
        for membership in Membership.objects.one_for_each_role():
            role, username = membership.get_role_display(), membership.user.username
            self.stdout.write(f"{role:18} {username:18} {settings.DEMONSTRATION_PASSWORD}")
