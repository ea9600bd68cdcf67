from django.core.management.base import BaseCommand
from django.db import transaction
from shop.models import Customer


class Command(BaseCommand):
    help = "Gives every customer without one a slug."

    def handle(self, *args, **options):
        done = 0
        for customer in Customer.objects.filter(slug=None).order_by("id"):
            with transaction.atomic():
                customer.slug = customer.free_slug()
                customer.save(update_fields=["slug"])
            done += 1
        self.stdout.write(f"{done} done")
